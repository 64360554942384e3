package io.callstream.kafka.connect.twilio.api;

import java.util.EnumMap;
import java.util.Map;

/** How often one request has failed, each fault by itself: a sporadic refusal after time-outs is still a sporadic one. */
final class FailureCount {

    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);

    synchronized void add(Fault fault) {
        counts.merge(fault, 1, Integer::sum);
    }

    /** Whether the request is sent again after this fault. */
    synchronized boolean allowsRetryAfter(Fault fault) {
        return fault.isRetried(counts.getOrDefault(fault, 0));
    }
}

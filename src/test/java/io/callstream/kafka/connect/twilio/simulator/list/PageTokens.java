package io.callstream.kafka.connect.twilio.simulator.list;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The time at which each page token was last issued. The API may reject one that is too old. */
public final class PageTokens {

    private final Map<String, Instant> issued = new HashMap<>();

    public void issue(String anchorSid, Instant now) {
        issued.put(anchorSid, now);
    }

    /** Whether a token exceeds an age; true for one that was never issued. */
    public boolean isOlder(String anchorSid, Duration age, Instant now) {
        Instant when = issued.get(anchorSid);
        return when == null || now.isAfter(when.plus(age));
    }
}

package io.callstream.kafka.connect.twilio.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts failed requests by kind; registers a kind with its first failure. */
final class RequestErrors {

    private static final String KIND = "kind";

    private final MetricRegistry registry;
    private final Map<String, String> tags;
    private final Map<String, LongAdder> byKind = new ConcurrentHashMap<>();

    RequestErrors(MetricRegistry registry, Map<String, String> tags) {
        this.registry = registry;
        this.tags = tags;
    }

    void count(String kind) {
        counter(kind).increment();
    }

    /** Registers a kind before its first failure. */
    void register(String kind) {
        counter(kind);
    }

    private LongAdder counter(String kind) {
        return byKind.computeIfAbsent(kind, this::newCounter);
    }

    private LongAdder newCounter(String kind) {
        LongAdder counter = new LongAdder();
        Map<String, String> withKind = new HashMap<>(tags);
        withKind.put(KIND, kind);
        registry.add(Metric.REQUEST_ERRORS, withKind, counter::sum);
        return counter;
    }
}

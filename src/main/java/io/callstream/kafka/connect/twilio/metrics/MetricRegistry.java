package io.callstream.kafka.connect.twilio.metrics;

import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Registers metrics. */
public interface MetricRegistry extends AutoCloseable {

    /** Registers nothing; for a worker before Kafka 4.1. */
    MetricRegistry NONE = new MetricRegistry() {
        @Override
        public void add(Metric metric, Map<String, String> tags, LongSupplier value) {}

        @Override
        public LongConsumer addAverageAndMaximum(Metric average, Metric maximum, Map<String, String> tags) {
            return value -> {};
        }

        @Override
        public void retry() {}

        @Override
        public void close() {}
    };

    /** Registers a metric, whose value is read from the supplier on each access. */
    void add(Metric metric, Map<String, String> tags, LongSupplier value);

    /**
     * Registers the average and the maximum of values over the worker's sample window.
     *
     * @return receives the values
     */
    LongConsumer addAverageAndMaximum(Metric average, Metric maximum, Map<String, String> tags);

    /** Adds what could not be added before, as far as that is possible now. */
    void retry();

    /** Ignores later registrations; the worker removes the metrics that are registered. */
    @Override
    void close();
}

package io.callstream.kafka.connect.twilio.metrics;

import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Where metrics are shown. */
public interface MetricRegistry extends AutoCloseable {

    /** Shows none, as on a worker before Kafka 4.1. */
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

    /** Shows a value, which is asked for whenever somebody looks. */
    void add(Metric metric, Map<String, String> tags, LongSupplier value);

    /**
     * Shows what values amount to over a period that the worker chooses.
     *
     * @return takes the values
     */
    LongConsumer addAverageAndMaximum(Metric average, Metric maximum, Map<String, String> tags);

    /** Adds what could not be added before, as far as that is possible now. */
    void retry();

    /** Nothing is added from now on; what was added is left to the worker. */
    @Override
    void close();
}

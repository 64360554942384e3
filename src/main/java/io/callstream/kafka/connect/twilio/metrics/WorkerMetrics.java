package io.callstream.kafka.connect.twilio.metrics;

import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the metric registry of a task. */
public final class WorkerMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerMetrics.class);

    private WorkerMetrics() {}

    /** The worker's registry for the task; on a worker before Kafka 4.1 one that registers nothing. */
    public static MetricRegistry of(SourceTaskContext context) {
        try {
            return new PluginMetricRegistry(context.pluginMetrics());
        } catch (NoSuchMethodError | NoClassDefFoundError e) {
            LOG.info("Metrics are not available on this worker: they require Kafka 4.1 or later (KIP-877).");
            return MetricRegistry.NONE;
        }
    }
}

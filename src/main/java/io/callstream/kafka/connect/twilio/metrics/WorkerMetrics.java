package io.callstream.kafka.connect.twilio.metrics;

import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker offers for metrics. */
public final class WorkerMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerMetrics.class);

    private WorkerMetrics() {}

    /** The task's registry; on a worker before Kafka 4.1, one that shows nothing. */
    public static MetricRegistry of(SourceTaskContext context) {
        try {
            return new PluginMetricRegistry(context.pluginMetrics());
        } catch (NoSuchMethodError | NoClassDefFoundError e) {
            LOG.info("This worker shows no metrics of its connectors: that begins with Kafka 4.1 (KIP-877)");
            return MetricRegistry.NONE;
        }
    }
}

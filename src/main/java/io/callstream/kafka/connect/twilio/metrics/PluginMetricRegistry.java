package io.callstream.kafka.connect.twilio.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.Max;

/**
 * Registers metrics in Connect's own registry (KIP-877). Their JMX name is {@code
 * kafka.connect:type=plugins,connector=…,task=…} followed by the given tags. The worker removes them when the task has
 * stopped.
 */
final class PluginMetricRegistry implements MetricRegistry {

    private final PluginMetrics metrics;
    private boolean closed;

    PluginMetricRegistry(PluginMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public synchronized void add(Metric metric, Map<String, String> tags, LongSupplier value) {
        if (!closed) {
            metrics.addMetric(name(metric, tags), (Gauge<Long>) (config, now) -> value.getAsLong());
        }
    }

    @Override
    public synchronized LongConsumer addAverageAndMaximum(Metric average, Metric maximum, Map<String, String> tags) {
        if (closed) {
            return value -> {};
        }
        // All sensors of a worker share one namespace, unlike MBeans, so the name includes the tags.
        Sensor sensor = metrics.addSensor(name(average, tags).toString());
        sensor.add(name(average, tags), new Avg());
        sensor.add(name(maximum, tags), new Max());
        return sensor::record;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** The name, with sorted tags, because their order is part of the MBean's name. */
    private MetricName name(Metric metric, Map<String, String> tags) {
        return metrics.metricName(metric.id(), metric.description(), new LinkedHashMap<>(new TreeMap<>(tags)));
    }
}

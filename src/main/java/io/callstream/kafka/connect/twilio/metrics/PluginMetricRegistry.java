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
 * Connect's own registry (KIP-877): over JMX, {@code kafka.connect:type=plugins,connector=…,task=…} and then the tags
 * given here. The worker removes all of them when the task has stopped.
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
        // Sensors share one namespace on a worker, MBeans do not.
        Sensor sensor = metrics.addSensor(name(average, tags).toString());
        sensor.add(name(average, tags), new Avg());
        sensor.add(name(maximum, tags), new Max());
        return sensor::record;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** Sorted tags: the order is part of the MBean's name. */
    private MetricName name(Metric metric, Map<String, String> tags) {
        return metrics.metricName(metric.id(), metric.description(), new LinkedHashMap<>(new TreeMap<>(tags)));
    }
}

package io.callstream.kafka.connect.twilio.metrics;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.Max;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers metrics in Connect's own registry (KIP-877). Their JMX name is {@code
 * kafka.connect:type=plugins,connector=…,task=…} followed by the given tags. The worker removes them when the task has
 * stopped.
 *
 * <p>Names are shared on a worker. A task that did not stop in time keeps its names until it has ended, while its successor
 * runs already; the successor adds its metrics then.
 */
final class PluginMetricRegistry implements MetricRegistry {

    /** Takes values, and drops them until the sensor has its names. */
    private static final class Measured implements LongConsumer {

        private volatile LongConsumer sensor = value -> {};

        @Override
        public void accept(long value) {
            sensor.accept(value);
        }
    }

    private final PluginMetrics metrics;
    private final Logger log;

    /** The registrations that failed, to be retried in this order. */
    private final Queue<Runnable> pending = new ArrayDeque<>();

    private boolean closed;

    PluginMetricRegistry(PluginMetrics metrics) {
        this(metrics, LoggerFactory.getLogger(PluginMetricRegistry.class));
    }

    PluginMetricRegistry(PluginMetrics metrics, Logger log) {
        this.metrics = metrics;
        this.log = log;
    }

    @Override
    public void add(Metric metric, Map<String, String> tags, LongSupplier value) {
        register(() -> metrics.addMetric(name(metric, tags), (Gauge<Long>) (config, now) -> value.getAsLong()));
    }

    @Override
    public LongConsumer addAverageAndMaximum(Metric average, Metric maximum, Map<String, String> tags) {
        Measured measured = new Measured();
        register(() -> measured.sensor = sensor(average, maximum, tags));
        return measured;
    }

    /** Stops at the first name that is still in use: the worker frees all names of a task at once. */
    @Override
    public synchronized void retry() {
        if (pending.isEmpty()) {
            return;
        }
        for (int left = pending.size(); left > 0; left--) {
            Runnable next = pending.remove();
            if (failureOf(next).isPresent()) {
                pending.add(next);
                return;
            }
        }
        log.info("Added the metrics that were missing.");
    }

    @Override
    public synchronized void close() {
        closed = true;
        pending.clear();
    }

    private synchronized void register(Runnable registration) {
        if (closed) {
            return;
        }
        failureOf(registration).ifPresent(failure -> {
            if (pending.isEmpty()) {
                log.warn(
                        "Could not add all metrics of this task: {} Retrying until the names are free. The task continues"
                                + " without these metrics.",
                        failure.getMessage());
            }
            pending.add(registration);
        });
    }

    /** Contains every failure: calls must not wait for metrics. */
    private static Optional<RuntimeException> failureOf(Runnable registration) {
        try {
            registration.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    /**
     * A sensor under a name of its own: if the task before had one of the same name, the worker would return that one, and
     * remove it when it closes that task.
     */
    private LongConsumer sensor(Metric average, Metric maximum, Map<String, String> tags) {
        String unique = UUID.randomUUID().toString();
        Sensor sensor = metrics.addSensor(unique);
        try {
            sensor.add(name(average, tags), new Avg());
            sensor.add(name(maximum, tags), new Max());
            return sensor::record;
        } catch (RuntimeException e) {
            metrics.removeSensor(unique);
            throw e;
        }
    }

    /** The name, with sorted tags, because their order is part of the MBean's name. */
    private MetricName name(Metric metric, Map<String, String> tags) {
        return metrics.metricName(metric.id(), metric.description(), new LinkedHashMap<>(new TreeMap<>(tags)));
    }
}

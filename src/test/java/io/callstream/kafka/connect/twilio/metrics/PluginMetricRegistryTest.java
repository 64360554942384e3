package io.callstream.kafka.connect.twilio.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.log.RecordedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A task that starts while the worker has not yet closed the metrics of the task before it, which it has cancelled. */
class PluginMetricRegistryTest {

    private static final Map<String, String> TASK = Map.of("connector", "calls", "task", "0");
    private static final String KIND = "throttled";

    private final Metrics worker = new Metrics();
    private final RecordedLog log = new RecordedLog();
    private final AtomicLong clock = new AtomicLong();
    private final PluginMetricsImpl cancelledPlugin = new PluginMetricsImpl(worker, TASK);
    private final PluginMetricsImpl plugin = new PluginMetricsImpl(worker, TASK);
    private final TaskMetrics cancelled = start(cancelledPlugin);
    private final AccountMetrics cancelledAccount = cancelled.account("AC1");

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void takesEachNameWhenItIsFree() throws IOException {
        cancelledAccount.emitted(7, 0);
        cancelledAccount.failed(KIND, true, Duration.ofMillis(900));
        TaskMetrics task = start(plugin);
        AccountMetrics account = task.account("AC1");
        account.emitted(1, 0);
        account.failed(KIND, true, Duration.ofMillis(3));
        polledLater(task);
        assertThat(values("calls-emitted-total")).containsOnly(7.0);

        cancelledPlugin.close();
        polledLater(task);
        account.failed(KIND, true, Duration.ofMillis(5));

        assertThat(values("calls-emitted-total")).hasSize(2).containsOnly(1.0);
        assertThat(values("request-errors-total")).hasSize(2).containsOnly(2.0);
        assertThat(values("request-latency-max")).hasSize(2).containsOnly(5.0);
        assertThat(values("request-latency-avg")).hasSize(2).containsOnly(5.0);
    }

    @Test
    void measuresNothingIntoTheCancelledTask() {
        AccountMetrics account = start(plugin).account("AC1");
        cancelledAccount.succeeded(Duration.ofMillis(4));
        account.succeeded(Duration.ofMillis(900));
        assertThat(values("request-latency-max")).containsOnly(4.0);
    }

    @Test
    void retriesAtIntervalsOnly() throws IOException {
        TaskMetrics task = start(plugin);
        polledLater(task);
        cancelledPlugin.close();
        task.polled();
        assertThat(values("calls-emitted-total")).isEmpty();
        polledLater(task);
        assertThat(values("calls-emitted-total")).hasSize(1);
    }

    @Test
    void logsOneLineForAllNamesAndOneWhenTheyAreFree() throws IOException {
        TaskMetrics task = start(plugin);
        task.account("AC1");
        polledLater(task);
        assertThat(log.lines()).singleElement().asString().startsWith("WARN").contains("already exists", "Retrying");
        cancelledPlugin.close();
        polledLater(task);
        assertThat(log.lines()).hasSize(2).last().asString().startsWith("INFO");
    }

    @Test
    void containsAnyFailureOfARegistration() throws IOException {
        TaskMetrics task = start(plugin);
        plugin.close();
        AccountMetrics account = task.account("AC2");
        account.failed(KIND, true, Duration.ofMillis(3));
        polledLater(task);
        assertThat(log.lines()).hasSize(1);
    }

    private TaskMetrics start(PluginMetricsImpl metrics) {
        return new TaskMetrics(new PluginMetricRegistry(metrics, log.logger()), List.of(KIND), clock::get);
    }

    private void polledLater(TaskMetrics task) {
        clock.addAndGet(60_000);
        task.polled();
    }

    private List<Double> values(String id) {
        return worker.metrics().values().stream()
                .filter(metric -> metric.metricName().group().equals("plugins"))
                .filter(metric -> metric.metricName().name().equals(id))
                .map(KafkaMetric::metricValue)
                .map(value -> ((Number) value).doubleValue())
                .toList();
    }
}

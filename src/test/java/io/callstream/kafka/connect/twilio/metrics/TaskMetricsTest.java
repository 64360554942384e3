package io.callstream.kafka.connect.twilio.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.window.Progress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests against the registry implementation that a worker gives its plugins. */
class TaskMetricsTest {

    private static final Map<String, String> TASK = Map.of("connector", "calls", "task", "0");

    private final Metrics worker = new Metrics();
    private final PluginMetricsImpl plugin = new PluginMetricsImpl(worker, TASK);
    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final TaskMetrics task =
            new TaskMetrics(new PluginMetricRegistry(plugin), List.of("throttled", "network"), clock::get);
    private final AccountMetrics one = task.account("AC1");
    private final AccountMetrics other = task.account("AC2");

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void registersEachMetricForTheTaskAndEachAccount() {
        one.failed("throttled", true, Duration.ofMillis(3));
        other.failed("network", false, Duration.ofMillis(3));

        assertThat(Metric.values()).allSatisfy(metric -> {
            Stream<KafkaMetric> shown = worker.metrics().values().stream()
                    .filter(some -> some.metricName().group().equals("plugins"))
                    .filter(some -> some.metricName().name().equals(metric.id()));
            assertThat(shown)
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allSatisfy(some -> assertThat(some.metricName().description())
                            .isEqualTo(metric.description())
                            .endsWith("."))
                    .extracting(some -> some.metricName().tags().getOrDefault("account", "none"))
                    .contains("none", "AC1", "AC2");
        });
    }

    @Test
    void namesAreUniqueAndInKafkasStyle() {
        assertThat(Arrays.stream(Metric.values()).map(Metric::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void aCounterOfATaskIsTheSumOfItsAccounts() {
        one.emitted(10, 1);
        one.emitted(5, 0);
        other.emitted(1, 0);
        other.staleRow();
        one.skippedRows(2);

        assertThat(value("calls-emitted-total", "AC1")).isEqualTo(15);
        assertThat(value("calls-emitted-total", "AC2")).isEqualTo(1);
        assertThat(value("calls-emitted-total")).isEqualTo(16);
        assertThat(value("tombstones-emitted-total")).isEqualTo(1);
        assertThat(value("stale-rows-total")).isEqualTo(1);
        assertThat(value("skipped-rows-total")).isEqualTo(2);
    }

    @Test
    void countsAndTimesRequestsByOutcome() {
        one.succeeded(Duration.ofMillis(100));
        one.failed("throttled", true, Duration.ofMillis(2));
        other.failed("network", false, Duration.ofMillis(600));

        assertThat(value("requests-total", "AC1")).isEqualTo(2);
        assertThat(value("requests-total")).isEqualTo(3);
        assertThat(value("requests-throttled-total")).isEqualTo(1);
        assertThat(value("request-latency-max", "AC1")).isEqualTo(100);
        assertThat(value("request-latency-avg", "AC1")).isEqualTo(51);
        assertThat(value("request-latency-max")).isEqualTo(600);
        assertThat(errors(Map.of("kind", "throttled"))).isEqualTo(1);
        assertThat(errors(Map.of("kind", "network"))).isEqualTo(1);
        assertThat(errors(Map.of("kind", "network", "account", "AC2"))).isEqualTo(1);
    }

    @Test
    void theHeadSweepAgeOfATaskIsThatOfItsOldestAccount() {
        one.progress(progress(Duration.ofSeconds(5)));
        clock.addAndGet(3000);
        other.progress(progress(Duration.ofSeconds(-1)));
        clock.addAndGet(4000);

        assertThat(value("head-sweep-age-seconds", "AC1")).isEqualTo(12);
        assertThat(value("head-sweep-age-seconds", "AC2")).isEqualTo(4);
        assertThat(value("head-sweep-age-seconds")).isEqualTo(12);
        assertThat(value("backfill-windows-left")).isEqualTo(6);
        assertThat(value("tracked-calls")).isEqualTo(400);
    }

    @Test
    void theHeadSweepAgeGrowsFromTheStartWithoutAResponse() {
        clock.addAndGet(60_000);
        assertThat(value("head-sweep-age-seconds", "AC1")).isEqualTo(60);
    }

    /** After a restart during an outage the topic is as old as the stored offsets, not current. */
    @Test
    void theStoredAgeAppliesUntilTheFirstProgress() {
        one.startsAt(Duration.ofHours(2));
        clock.addAndGet(60_000);
        assertThat(value("head-sweep-age-seconds", "AC1")).isEqualTo(7260);
        one.progress(progress(Duration.ofSeconds(5)));
        one.startsAt(Duration.ofHours(2));
        assertThat(value("head-sweep-age-seconds", "AC1"))
                .as("progress replaces the stored age")
                .isEqualTo(5);
    }

    @Test
    void countsSecondsOfRetrying() {
        one.retrying(true);
        clock.addAndGet(90_000);
        assertThat(value("retrying-seconds", "AC1")).isEqualTo(90);
        assertThat(value("retrying-seconds")).isEqualTo(90);
        one.retrying(false);
        assertThat(value("retrying-seconds")).isZero();
    }

    @Test
    void countsSkippedAccounts() {
        one.skipped(true);
        assertThat(value("left-out", "AC1")).isEqualTo(1);
        assertThat(value("left-out")).isEqualTo(1);
        one.skipped(false);
        assertThat(value("left-out")).isZero();
    }

    /** The worker closes its registry when a task has stopped; requests may still be in flight. */
    @Test
    void ignoresRequestsAfterTheClose() throws Exception {
        task.close();
        plugin.close();
        one.failed("garbled", false, Duration.ofMillis(1));
        one.succeeded(Duration.ofMillis(1));
        assertThat(worker.metrics().keySet()).noneMatch(name -> name.group().equals("plugins"));
    }

    private static Progress progress(Duration headSweepAge) {
        return new Progress(10, 3, 1000, headSweepAge, 200, 7);
    }

    private double value(String id) {
        return value(id, TASK);
    }

    private double value(String id, String account) {
        return value(id, Map.of("connector", "calls", "task", "0", "account", account));
    }

    private double errors(Map<String, String> tags) {
        Map<String, String> all = new HashMap<>(TASK);
        all.putAll(tags);
        return value("request-errors-total", all);
    }

    private double value(String id, Map<String, String> tags) {
        return ((Number) worker.metrics().values().stream()
                        .filter(some -> some.metricName().name().equals(id))
                        .filter(some -> some.metricName().tags().equals(tags))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no " + id + " of " + tags))
                        .metricValue())
                .doubleValue();
    }
}

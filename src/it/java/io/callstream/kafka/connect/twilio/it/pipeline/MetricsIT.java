package io.callstream.kafka.connect.twilio.it.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.metrics.Metric;
import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.world.HandmadeCall;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.stack.monitoring.Dashboard;
import io.callstream.kafka.connect.twilio.stack.monitoring.DashboardPicture;
import io.callstream.kafka.connect.twilio.stack.process.FreePort;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.monitoring.Prometheus;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The metrics' path: worker, JMX exporter, Prometheus, with the files of {@code config/monitoring}. A scenario makes
 * every metric change; then each series must exist and have changed.
 *
 * <p>{@code mvn verify -Dit.test=MetricsIT -Ddocs.write=true} draws the dashboard of the scenario into docs.
 */
class MetricsIT {

    private static final Path MONITORING = Path.of("config/monitoring").toAbsolutePath();
    private static final Dashboard DASHBOARD = Dashboard.read(MONITORING.resolve("dashboard.json"));
    private static final Path PICTURE = Path.of("docs/dashboard.svg");
    private static final Pattern SERIES = Pattern.compile("\\b(?:twilio|kafka_connect)_[a-z_]+\\b");
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final int MANY = 1_000_000;

    private static ProcessStack stack;
    private static Prometheus prometheus;
    private static Instant from;

    @BeforeAll
    static void runScenario() throws Exception {
        Prometheus.require();
        StackFiles files = StackFiles.fromBuild("metrics-it");
        int port = FreePort.find();
        stack = ProcessStack.start(
                files,
                List.of("-javaagent:" + jar(files.folder("jmx-exporter")) + "=127.0.0.1:" + port + ":"
                        + MONITORING.resolve("jmx-exporter.yaml")));
        prometheus = Prometheus.start(configFor(port, files.run()));
        from = Instant.now();
        try (Scene scene = Scene.open(stack, "watched", 8000, 3600, 50)) {
            Map<String, String> config = scene.config();
            config.put("tasks.max", "1");
            config.put("max.concurrent.requests", "4");
            config.put("tombstones.on.delete", "true");
            config.put("malformed.row.mode", "skip");
            config.put("account.error.mode", "skip");
            config.put("accounts.refresh.interval.ms", "5000");
            config.put("retry.backoff.ms", "200");
            config.put("retry.backoff.max.ms", "2000");
            config.put("retry.timeout.ms", "60000");
            backfill(scene, config);
            followThroughFaults(scene);
            excludeAnAccountAndFail(scene);
        }
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    private static void backfill(Scene scene, Map<String, String> config) {
        scene.simulator().latency(Duration.ofSeconds(3));
        scene.connector().configure(config).ok();
        await("a task before its first response")
                .until(() -> value("min_over_time(twilio_task_backfill_windows[1h])") == 0);
        scene.simulator().latency(Duration.ofMillis(250));
        await("rows of the backfill").until(() -> value("sum(twilio_task_backfill_rows)") > 2000);
        scene.connector().pause().ok();
        await("waiting pages of a paused task")
                .until(() -> value("min_over_time(twilio_task_waiting_pages[5s])") > 0);
        scene.connector().resume().ok();
        await("the backfill's end")
                .until(() -> value("sum(twilio_task_backfill_rows)") > 0
                        && value("sum(twilio_task_backfill_windows_left)") == 0);
        scene.simulator().latency(Duration.ofMillis(50));
    }

    private static void followThroughFaults(Scene scene) {
        TwilioSimulator twilio = scene.simulator();
        HandmadeCall call =
                twilio.create(scene.accounts().get(0)).ring().answer().complete();
        await("open calls").until(() -> value("sum(twilio_task_open_calls)") > 0);

        twilio.concurrencyLimit(0);
        await("throttled requests").until(() -> value("sum(twilio_task_requests_throttled_total)") > 5);
        await("retries").until(() -> value("max(twilio_task_retrying_seconds)") >= 5);
        twilio.concurrencyLimit(100);
        await("the end of the retries").until(() -> value("max(twilio_task_retrying_seconds)") == 0);

        twilio.faults().next(20, new Fault.Error(503, 20503));
        await("failing requests")
                .until(() -> value("sum(twilio_task_request_errors_total{kind='server_error'})") >= 20);
        await("the head sweep after the failures").until(() -> value("max(twilio_task_head_sweep_age_seconds)") < 5);

        twilio.faults().next(MANY, new Fault.StaleRead(Duration.ofSeconds(30)));
        await("stale rows").until(() -> value("sum(twilio_task_stale_rows_total)") > 0);
        twilio.faults().clear();

        call.delete();
        await("a tombstone").until(() -> value("sum(twilio_task_tombstones_emitted_total)") > 0);

        twilio.faults().next(4, url -> url.encodedPath().endsWith("/Calls.json"), new Fault.MissingSids());
        await("rows without a SID").until(() -> value("sum(twilio_task_skipped_rows_total)") > 0);
    }

    private static void excludeAnAccountAndFail(Scene scene) {
        TwilioSimulator twilio = scene.simulator();
        String second = scene.sids().get(1);
        twilio.faults().next(MANY, url -> url.encodedPath().contains(second), new Fault.Error(401, 20003));
        await("an excluded account").until(() -> value("sum(twilio_task_left_out)") == 1);
        twilio.faults().clear();
        await("the account's return").until(() -> value("sum(twilio_task_left_out)") == 0);

        twilio.faults().next(MANY, new Fault.Error(401, 20003));
        await("a failed task").until(() -> value("min_over_time(kafka_connect_connector_failed_task_count[5s])") == 1);
    }

    /** Prometheus has every metric of the code, for the task and for each account. */
    @Test
    void everyMetricIsExportedAndChanges() {
        List<String> names = Stream.of(Metric.values())
                .map(metric -> metric.id().replace('-', '_'))
                .flatMap(id -> Stream.of("twilio_task_" + id, "twilio_account_" + id))
                .toList();
        assertThat(names).hasSize(2 * Metric.values().length).allSatisfy(MetricsIT::assertMoved);
    }

    @Test
    void everySeriesNamedInAFileExistsAndChanges() throws IOException {
        Set<String> named = new TreeSet<>(seriesIn(Files.readString(MONITORING.resolve("alerts.yaml"))));
        DASHBOARD.panels().stream()
                .flatMap(panel -> panel.targets().stream())
                .forEach(target -> named.addAll(seriesIn(target.expression())));
        assertThat(named).hasSizeGreaterThan(15).allSatisfy(MetricsIT::assertMoved);
    }

    @Test
    void everyDashboardPanelHasData() {
        Instant now = Instant.now();
        List<String> empty = DASHBOARD.panels().stream()
                .flatMap(panel -> panel.targets().stream()
                        .filter(target -> prometheus
                                .values(target.forAll("15s"), from, now, Duration.ofSeconds(1))
                                .isEmpty())
                        .map(target -> panel.title() + ": " + target.expression()))
                .toList();
        assertThat(empty).isEmpty();
        if (Boolean.getBoolean("docs.write")) {
            new DashboardPicture(prometheus, namesOfAccounts(), from, now).draw(DASHBOARD, "15s", PICTURE);
        }
    }

    @Test
    void dashboardPanelsDoNotOverlap() {
        List<Dashboard.Place> places =
                DASHBOARD.panels().stream().map(Dashboard.Panel::place).toList();
        for (Dashboard.Place one : places) {
            assertThat(one.x() + one.width()).isLessThanOrEqualTo(24);
            assertThat(places)
                    .filteredOn(other -> one.x() < other.x() + other.width()
                            && other.x() < one.x() + one.width()
                            && one.y() < other.y() + other.height()
                            && other.y() < one.y() + one.height())
                    .containsExactly(one);
        }
    }

    @Test
    void alertsFireWhenTheyShould() {
        Path run = stack.files().run();
        assertThat(Prometheus.promtool(run, "check", "config", MONITORING.resolve("prometheus.yaml") + ""))
                .contains("SUCCESS");
        assertThat(Prometheus.promtool(run, "test", "rules", "src/test/monitoring/alerts-test.yaml"))
                .contains("SUCCESS");
    }

    private static Path configFor(int port, Path run) throws IOException {
        String config = Files.readString(MONITORING.resolve("prometheus.yaml"));
        String here = config.replace("connect:9404", "127.0.0.1:" + port)
                .replace("scrape_interval: 15s", "scrape_interval: 1s");
        assertThat(here).contains(":" + port).contains(": 1s");
        Files.copy(MONITORING.resolve("alerts.yaml"), run.resolve("alerts.yaml"));
        return Files.writeString(run.resolve("prometheus.yaml"), here);
    }

    private static Path jar(Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.findFirst().orElseThrow();
        }
    }

    private static Set<String> seriesIn(String text) {
        return SERIES.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static void assertMoved(String series) {
        double spread = prometheus
                .value("max(max_over_time(%1$s[1h]) - min_over_time(%1$s[1h]))".formatted(series))
                .orElseThrow(() -> new AssertionError(series + " does not exist"));
        assertThat(spread).as("difference of the greatest and the least " + series).isPositive();
    }

    /** The value, or -1 while there is none. */
    private static double value(String expression) {
        return prometheus.value(expression).orElse(-1.0);
    }

    private static Map<String, String> namesOfAccounts() {
        List<String> accounts = new ArrayList<>();
        prometheus
                .values("sum by (account) (twilio_account_requests_total)", from, Instant.now(), QUIET)
                .forEach(series -> accounts.add(series.labels().get("account")));
        return accounts.stream()
                .collect(Collectors.toMap(account -> account, account -> "account " + (accounts.indexOf(account) + 1)));
    }

    private static ConditionFactory await(String what) {
        return org.awaitility.Awaitility.await(what).atMost(TIMEOUT).pollInterval(Duration.ofMillis(500));
    }
}

package io.callstream.kafka.connect.twilio.it.platform;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.stack.client.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.ConnectWorker;
import io.callstream.kafka.connect.twilio.stack.client.Http;
import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import io.callstream.kafka.connect.twilio.stack.Stack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import io.callstream.kafka.connect.twilio.stack.client.Truth;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cluster of two workers goes through: a killed worker, an upgrade, a pause. Subclasses start the workers. */
abstract class ClusterScenarios {

    private static final int WORKERS = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    /** Connect's grace period for a task to stop. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private ConnectRest connector;
    private String topicName;

    /** Two workers, started once for all scenarios. */
    abstract Stack stack();

    abstract StackFiles files();

    static int workers() {
        return WORKERS;
    }

    @AfterEach
    void deleteConnector() {
        connector.delete();
    }

    @Test
    void survivingWorkerTakesOverTheAccounts() {
        RemoteSimulator twilio = stack().startSimulator(Map.of("accounts", "4", "calls", "1500", "latency.ms", "150"));
        ConnectWorker survivor = stack().workers().get(0);
        ConnectWorker victim = stack().workers().get(1);
        connector(survivor, "takeover");
        Map<String, String> config = config(twilio);
        config.put("tasks.max", "4");
        config.put("page.size", "100");
        connector.configure(config).ok();

        try (CallsTopic topic = topic()) {
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(connector.taskStates())
                    .containsExactly("RUNNING", "RUNNING", "RUNNING", "RUNNING"));
            assertThat(connector.workersOfTasks())
                    .as("one account a task, two tasks a worker")
                    .containsExactlyInAnyOrder(survivor.id(), survivor.id(), victim.id(), victim.id());
            await().atMost(TIMEOUT).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return topic.last().size() >= 2000;
            });

            victim.killHard();
            try {
                assertThat(topic.last().size())
                        .as("calls in the topic when the worker is killed")
                        .isLessThan(6000);
                twilio.latency(Duration.ZERO);
                await().atMost(TIMEOUT).untilAsserted(() -> assertThat(connector.workersOfTasks())
                        .containsOnly(survivor.id())
                        .hasSize(4));
                awaitTruth(topic, twilio);
            } finally {
                victim.restart();
            }
            assertThat(topic.wentBack()).as("records older than the one before").isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.callstream.kafka.connect.twilio.it.platform.GoldenOffsets#versions")
    void resumesFromOlderOffsetsDuringARollingUpgrade(String version) throws Exception {
        for (ConnectWorker worker : stack().workers()) {
            if (!files().previousPluginZip().equals(files().pluginZip())) {
                worker.upgrade(files().previousPluginZip());
            }
        }
        RemoteSimulator twilio = stack().startSimulator(GoldenOffsets.WORLD);
        GoldenOffsets golden = GoldenOffsets.read(version, twilio.accounts().get(0));
        twilio.advance(Duration.ofDays(5));
        connector(stack().workers().get(0), "upgrade-" + version);
        connector.create(config(twilio), "STOPPED").ok();
        await().atMost(TIMEOUT)
                .until(() -> connector.alterOffsets(golden.all()).isOk());
        connector.resume().ok();

        try (CallsTopic topic = topic()) {
            for (ConnectWorker worker : stack().workers()) {
                worker.upgrade(files().pluginZip());
            }
            twilio.truth().freeze();
            Set<String> owed = golden.owed(twilio);
            assertThat(owed).isNotEmpty();
            await().atMost(TIMEOUT).untilAsserted(() -> {
                topic.poll(Duration.ofMillis(200));
                assertThat(topic.last().keySet()).containsAll(owed);
                assertThat(twilio.truth().compare(topic.last()).stale())
                        .as("calls whose last record is stale")
                        .isEmpty();
            });
            assertThat(connector.taskStates()).containsExactly("RUNNING");
            assertThat(golden.finishedMonths()).isNotEmpty().allSatisfy(month -> assertThat(twilio.served())
                    .as("requests for a completed month")
                    .noneMatch(url -> url.contains("StartTime%3E=" + month)));
            assertThat(golden.cursors()).isNotEmpty().allSatisfy(cursor -> assertThat(twilio.served())
                    .as("requests from the cursor of an unfinished month")
                    .anyMatch(url -> url.contains(cursor)));
        }
    }

    @Test
    void respondsWithinTheGracePeriodWhileTwilioHangs() {
        RemoteSimulator twilio = stack().startSimulator(Map.of("accounts", "4", "calls", "300", "latency.ms", "20"));
        connector(stack().workers().get(0), "hanging");
        Map<String, String> config = config(twilio);
        config.put("tasks.max", "4");
        connector.configure(config).ok();
        try (CallsTopic topic = topic()) {
            await().atMost(TIMEOUT).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return topic.last().size() >= 1200;
            });
            twilio.hang();
            awaitHangingRequests(twilio, twilio.served().size());
            assertResponds("pause", connector::pause, "PAUSED");
            assertResponds("resume", connector::resume, "RUNNING");
            int before = twilio.served().size();
            assertResponds("restart", connector::restart, "RUNNING");
            awaitHangingRequests(twilio, before);
            assertResponds("stop", connector::stop, "STOPPED");
            before = twilio.served().size();
            assertResponds("resume", connector::resume, "RUNNING");
            awaitHangingRequests(twilio, before);
            assertResponds("delete", connector::delete, "");

            twilio.heal();
            connector.configure(config).ok();
            awaitTruth(topic, twilio);
            for (ConnectWorker worker : stack().workers()) {
                assertThat(worker.log()).doesNotContain("Graceful stop of task hanging-");
            }
        }
    }

    /** Waits until each of the four tasks has a request without a response. */
    private static void awaitHangingRequests(RemoteSimulator twilio, int before) {
        await().atMost(TIMEOUT).until(() -> twilio.served().size() >= before + 4);
    }

    private void assertResponds(String verb, Supplier<Http.Response> request, String state) {
        long start = System.nanoTime();
        Http.Response response = request.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(verb).isLessThan(GRACE);
        assertThat(response.isOk()).as("%s: %s", verb, response).isTrue();
        await(verb).atMost(TIMEOUT).untilAsserted(() -> {
            assertThat(connector.state()).isEqualTo(state);
            assertThat(connector.taskStates()).allMatch(state::equals);
        });
    }

    private void connector(ConnectWorker worker, String name) {
        connector = new ConnectRest(worker.url(), name);
        topicName = "calls-" + name;
    }

    private Map<String, String> config(RemoteSimulator twilio) {
        Map<String, String> config = new HashMap<>(twilio.config());
        config.put("connector.class", TwilioCallsSourceConnector.class.getName());
        config.put("topic", topicName);
        return config;
    }

    private CallsTopic topic() {
        return new CallsTopic(stack().bootstrapServers(), stack().registryUrl(), Pattern.compile(topicName));
    }

    /** Stops the simulated clock and waits until the topic has the last state of every call. */
    private static void awaitTruth(CallsTopic topic, RemoteSimulator twilio) {
        Truth truth = twilio.truth();
        truth.freeze();
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            while (!topic.poll(Duration.ofMillis(200)).isEmpty()) {
                // all records that are there
            }
            Truth.Difference difference = truth.compare(topic.last());
            assertThat(difference.missing()).as("missing").isEmpty();
            assertThat(difference.stale()).as("stale").isEmpty();
        });
    }
}

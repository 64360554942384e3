package io.callstream.kafka.connect.twilio.it.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.kafka.connect.twilio.simulator.world.HandmadeCall;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.stack.client.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.Recipe;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the recipes of docs/offsets.md literally. */
class OffsetsIT {

    private static final Path DOCS = Path.of("docs/offsets.md");
    private static final int CALLS = 1200;

    @AutoClose
    private static ProcessStack stack;


    @TempDir
    private Path directory;

    private Scene scene;
    private ConnectRest second;

    @BeforeAll
    static void startStack() throws Exception {
        stack = ProcessStack.start(StackFiles.fromBuild("offsets-it"));
    }

    @AfterEach
    void endScene() {
        if (second != null) {
            second.delete();
        }
        scene.close();
    }

    @Test
    void readsOneMonthAgain() throws Exception {
        scene = Scene.open(stack, "again", CALLS, 0, 100);
        SimulatedAccount account = scene.accounts().get(1);
        YearMonth month =
                YearMonth.from(scene.simulator().now().atZone(ZoneOffset.UTC)).minusMonths(1);
        scene.start();
        try (CallsTopic topic = scene.topic()) {
            scene.awaitTruth(topic);
            long before = topic.records();

            run("again", Map.of("AC" + "0".repeat(32), account.sid(), "2026-10", month.toString()));

            Set<String> ofMonth = account.calls().stream()
                    .filter(call -> call.at(scene.simulator().now()).start() != null)
                    .filter(call -> YearMonth.from(call.last().start().atZone(ZoneOffset.UTC))
                            .equals(month))
                    .map(SimulatedCall::sid)
                    .collect(Collectors.toSet());
            assertThat(ofMonth).isNotEmpty();
            await().atMost(Scene.TIMEOUT).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return topic.records() >= before + ofMonth.size();
            });
            awaitPolls();
            topic.poll(Duration.ofMillis(500));
            assertThat(topic.records() - before)
                    .as("records of the month, and no other")
                    .isEqualTo(ofMonth.size());
            assertThat(topic.duplicates()).isEqualTo(ofMonth.size());
        }
    }

    @Test
    void resumesUnderAnotherConnectorName() throws Exception {
        scene = Scene.open(stack, "moved", CALLS, 0, 100);
        scene.start();
        try (CallsTopic topic = scene.topic()) {
            scene.awaitTruth(topic);
            long before = topic.records();
            writeNewConnector("moved-2", scene.config());

            run("move", Map.of("twilio-calls-2", "moved-2"));
            second = new ConnectRest(stack.worker().url(), "moved-2");
            HandmadeCall call = scene.simulator().create(scene.accounts().get(0));

            await().atMost(Scene.TIMEOUT).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return topic.last().containsKey(call.sid());
            });
            awaitPolls();
            topic.poll(Duration.ofMillis(500));
            assertThat(topic.records() - before)
                    .as("the new call, and no other")
                    .isEqualTo(1);
        }
    }

    @Test
    void startsWithoutABackfill() throws Exception {
        scene = Scene.open(stack, "skipped", CALLS, 0, 100);
        SimulatedAccount account = scene.accounts().get(0);
        Instant from = LocalDate.ofInstant(scene.simulator().now(), ZoneOffset.UTC)
                .minusDays(2)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        Map<String, String> config = scene.config();
        config.put("accounts", account.sid());
        config.put("backfill.start.date", "none");
        writeNewConnector("skipped-2", config);

        run(
                "skip",
                Map.of(
                        "twilio-calls-2",
                        "skipped-2",
                        "AC" + "0".repeat(32),
                        account.sid(),
                        "2026-11-22T00:00:00Z",
                        from.toString()));
        second = new ConnectRest(stack.worker().url(), "skipped-2");

        Set<String> changedSince = account.calls().stream()
                .filter(call -> call.exists(scene.simulator().now()))
                .filter(call ->
                        !call.created().isBefore(from) || isAfter(call.last().updated(), from))
                .map(SimulatedCall::sid)
                .collect(Collectors.toSet());
        assertThat(changedSince).isNotEmpty();
        try (CallsTopic topic = scene.topic()) {
            await().atMost(Scene.TIMEOUT).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return topic.last().keySet().containsAll(changedSince);
            });
            awaitPolls();
            topic.poll(Duration.ofMillis(500));
            assertThat(topic.last().keySet()).isEqualTo(changedSince);
        }
    }

    @Test
    void readsEverythingAgain() throws Exception {
        scene = Scene.open(stack, "reset", CALLS, 0, 100);
        scene.start();
        try (CallsTopic topic = scene.topic()) {
            scene.awaitTruth(topic);
            long before = topic.records();

            run("reset", Map.of());

            await().atMost(Scene.TIMEOUT).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return topic.records() >= 2 * before;
            });
            assertThat(topic.duplicates()).isEqualTo(before);
        }
    }

    @Test
    void rejectsAnInvalidOffset() throws Exception {
        scene = Scene.open(stack, "wrong", 10, 0, 100);
        scene.start();
        scene.connector().stop().ok();

        await().atMost(Scene.TIMEOUT).untilAsserted(() -> assertThat(scene.connector()
                        .alterOffsets(List.of(Map.of(
                                "partition",
                                Map.of("account_sid", scene.sids().get(0), "window", "rolling"),
                                "offset",
                                Map.of(
                                        "version",
                                        1,
                                        "window_depth",
                                        "PT15M",
                                        "date_updated",
                                        "2026-11-22T00:00:00Z",
                                        "started",
                                        "yesterday"))))
                        .body()
                        .path("message")
                        .asText())
                .contains("'started'")
                .contains("a time such as"));
    }

    /** Waits for five polls of each account, in which any further record would have arrived. */
    private void awaitPolls() {
        scene.simulator().forgetServed();
        await().atMost(Scene.TIMEOUT).until(() -> scene.simulator().served().size() >= 10);
    }

    private void writeNewConnector(String name, Map<String, String> config) throws IOException {
        Map<String, Object> connector = new HashMap<>();
        connector.put("name", name);
        connector.put("initial_state", "STOPPED");
        connector.put("config", config);
        new ObjectMapper().writeValue(directory.resolve("new-connector.json").toFile(), connector);
    }

    private void run(String recipe, Map<String, String> replacements) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("localhost:8083", stack.worker().url().replace("http://", ""));
        all.putAll(replacements);
        all.put("connectors/twilio-calls/", "connectors/" + scene.name() + "/");
        new Recipe(DOCS, recipe).run(directory, all, Map.of());
    }

    private static boolean isAfter(Instant moment, Instant other) {
        return moment != null && !moment.isBefore(other);
    }
}

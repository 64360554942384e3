package io.callstream.kafka.connect.twilio.it.pipeline;

import io.callstream.kafka.connect.twilio.docs.Mistakes;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import io.callstream.kafka.connect.twilio.docs.GeneratedDoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.stack.Recipe;
import io.callstream.kafka.connect.twilio.stack.client.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector on a real worker, against a simulated Twilio, with a real broker and registry behind it. */
class ConnectorIT {

    private static final String CONNECTOR_CLASS = TwilioCallsSourceConnector.class.getName();
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    /** A worker's REST API responds with a time-out after this long. */
    private static final Duration REST_LIMIT = Duration.ofSeconds(90);

    @AutoClose
    private static ProcessStack stack;


    @TempDir
    private Path directory;

    private Optional<Scene> scene = Optional.empty();

    @BeforeAll
    static void startStack() throws Exception {
        stack = ProcessStack.start(StackFiles.fromBuild("connector-it"));
    }

    @AfterEach
    void endScene() {
        scene.ifPresent(Scene::close);
    }

    private Scene scene(String name, int callsPerAccount, int callsPerHour, int pageSize) throws Exception {
        Scene opened = Scene.open(stack, name, callsPerAccount, callsPerHour, pageSize);
        scene = Optional.of(opened);
        return opened;
    }

    @Test
    void backfillsTwoAccountsAndFollowsTheirCalls() throws Exception {
        Scene scene = scene("live", 2500, 1200, 1000);
        scene.start();

        try (CallsTopic topic = scene.topic()) {
            await().atMost(TIMEOUT)
                    .until(() -> topic.poll(Duration.ofMillis(200)).size() >= 0
                            && topic.last().size() >= 5000);
            long afterBackfill = topic.records();
            // young calls change, and get prices without a new date_updated
            scene.simulator().clock().advance(Duration.ofSeconds(20));
            await().atMost(TIMEOUT).until(() -> {
                topic.poll(Duration.ofMillis(200));
                return topic.records() > afterBackfill + 20;
            });
            scene.awaitTruth(topic);
            assertThat(topic.duplicates())
                    .as("duplicates")
                    .isZero();
        }
    }

    @Test
    void losesNothingWhenKilledInABackfillAndInASweep() throws Exception {
        Scene scene = scene("killed", 3000, 2400, 100);
        scene.simulator().latency(Duration.ofMillis(150));
        scene.start();

        try (CallsTopic topic = scene.topic()) {
            await().atMost(TIMEOUT).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return topic.last().size() >= 1500;
            });
            await().atMost(TIMEOUT).until(() -> scene.committedCursors() > 0);
            stack.worker().killHard();
            assertThat(topic.last().size())
                    .as("calls in the topic when the worker is killed")
                    .isLessThan(6000);

            scene.simulator().forgetServed();
            stack.worker().restart();
            await().atMost(TIMEOUT).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return topic.last().size() >= 6000;
            });
            assertThat(scene.firstPagesOfMonths())
                    .as("unfinished windows resume at their cursor")
                    .isLessThan(scene.months());

            // a downtime makes the next sweep long; the worker is killed in it as well
            stack.worker().killHard();
            scene.simulator().clock().advance(Duration.ofHours(1));
            scene.simulator().forgetServed();
            stack.worker().restart();
            await().atMost(TIMEOUT).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return scene.laterPagesOfSweeps() > 0;
            });
            stack.worker().killHard();
            assertThat(scene.laterPagesOfSweeps())
                    .as("pages of an hour of calls, read when the worker is killed")
                    .isLessThan(2 * 2400 / 100);
            stack.worker().restart();
            scene.simulator().latency(Duration.ZERO);

            scene.awaitTruth(topic);
        }
    }

    @Test
    void reportsErrorsOnTheInvalidKeys() {
        Map<String, String> wrong = new HashMap<>(Map.of(
                "connector.class", CONNECTOR_CLASS,
                "name", "wrong",
                "twilio.account.sid", "AC123",
                "twilio.auth.token", "secret-token",
                "page.size", "0",
                "backfill.start.date", "yesterday"));

        assertThat(errors(wrong))
                .containsOnlyKeys("twilio.account.sid", "page.size", "backfill.start.date")
                .allSatisfy((key, message) -> assertThat(message).doesNotContain("secret-token"));

        wrong.put("twilio.account.sid", "AC" + "0".repeat(32));
        wrong.remove("page.size");
        wrong.remove("backfill.start.date");
        wrong.put("twilio.api.url", "http://twilio.example.com");
        assertThat(errors(wrong)).containsOnlyKeys("twilio.api.url");
    }

    /** A worker reports the documented errors, within the time limit of its REST API. */
    @Test
    void reportsEveryDocumentedMistakeOverRest() throws Exception {
        Scene scene = scene("mistakes", 0, 0, 1000);
        Map<String, String> right = scene.config();
        right.remove("accounts");
        List<String> table = new ArrayList<>(Mistakes.HEAD);
        table.addAll(new Mistakes(scene.simulator(), scene.accounts().get(0)).rows(right, config -> {
            long start = System.nanoTime();
            Map<String, List<String>> messages = messages(config);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("response time")
                    .isLessThan(REST_LIMIT);
            return messages;
        }));
        new GeneratedDoc("troubleshooting.md", "misconfigurations").mustBe(table);
    }

    @Test
    void recommendsValues() throws Exception {
        JsonNode response = validate(scene("recommended", 0, 0, 1000).config());
        Map<String, String> recommended = new HashMap<>();
        response.path("configs")
                .forEach(key -> recommended.put(
                        key.path("value").path("name").asText(),
                        key.path("value").path("recommended_values").toString()));
        assertThat(recommended)
                .containsEntry("decimal.handling.mode", "[\"precise\",\"string\",\"double\"]")
                .containsEntry("account.error.mode", "[\"fail\",\"skip\"]")
                .containsEntry("twilio.region", "[\"us1\",\"ie1\",\"au1\"]")
                .containsEntry("page.size", "[]");
    }

    @Test
    void rejectsAConfigurationThatTwilioRejects() throws Exception {
        Scene scene = scene("tried", 10, 0, 1000);
        Map<String, String> config = scene.config();
        config.put("twilio.auth.token", "not-the-token");
        assertThat(errors(config)).containsOnlyKeys("twilio.auth.token");
        assertThat(scene.connector().configure(config).body().toString())
                .contains("401", "Check twilio.account.sid and the credential")
                .doesNotContain("not-the-token");

        config = scene.config();
        config.put("accounts", "AC" + "f".repeat(32));
        assertThat(errors(config)).containsOnlyKeys("accounts");
        assertThat(scene.connector().configure(config).body().toString())
                .contains("404", "This credential cannot see such an account");
    }

    @Test
    void followsAddedAndSuspendedAccounts() throws Exception {
        Scene scene = scene("all", 50, 0, 1000);
        Map<String, String> config = scene.config();
        config.put("accounts", "*");
        config.put("accounts.refresh.interval.ms", "1000");
        scene.connector().configure(config).ok();
        try (CallsTopic topic = scene.topic()) {
            scene.awaitCalls(topic, 100);
            scene.addAccount(30);
            scene.awaitCalls(topic, 130);
            scene.accounts().get(1).status("suspended");
            scene.addAccount(20);
            scene.awaitCalls(topic, 150);
        }
        assertThat(scene.connector().taskStates()).containsOnly("RUNNING");
        assertThat(scene.connector().state()).isEqualTo("RUNNING");
    }

    /** The old credential is revoked before it is replaced, first in the file of a config provider, then in the configuration. */
    @Test
    void resumesWithARotatedCredential() throws Exception {
        Scene scene = scene("rotated", 50, 0, 1000);
        SimulatedAccount main = scene.accounts().get(0);
        Path secrets = Files.writeString(directory.resolve("twilio.properties"), "token=" + main.authToken());
        Map<String, String> config = scene.config();
        config.put("accounts", "*");
        config.put("twilio.auth.token", "${file:" + secrets + ":token}");
        scene.connector().configure(config).ok();
        try (CallsTopic topic = scene.topic()) {
            scene.awaitCalls(topic, 100);
            main.authToken("second-token");
            scene.awaitStates("RUNNING", "FAILED");
            assertThat(scene.connector().trace()).contains("401");
            scene.simulator().create(main);
            scene.addAccount(30);
            Files.writeString(secrets, "token=" + main.authToken());
            new Recipe(Path.of("docs/troubleshooting.md"), "rotate")
                    .run(
                            directory,
                            Map.of("localhost:8083", stack.worker().url().replace("http://", ""), "twilio-calls", "rotated"),
                            Map.of());
            scene.awaitCalls(topic, 131);
            scene.awaitStates("RUNNING", "RUNNING");

            config.put("accounts.refresh.interval.ms", "1000");
            scene.connector().configure(config).ok();
            scene.awaitStates("RUNNING", "RUNNING");
            main.authToken("third-token");
            scene.awaitStates("FAILED", "FAILED");
            scene.simulator().create(main);
            scene.addAccount(20);
            config.put("twilio.auth.token", main.authToken());
            scene.connector().configure(config).ok();
            scene.awaitCalls(topic, 152);
            scene.awaitStates("RUNNING", "RUNNING");
        }
    }

    @Test
    void failsWithTheReasonWhenAnAccountIsRejected() throws Exception {
        Scene scene = scene("rejected", 10, 0, 1000);
        scene.start();
        await().atMost(TIMEOUT).until(() -> scene.connector().taskStates().contains("RUNNING"));
        scene.simulator().faults().next(Integer.MAX_VALUE, new Fault.Error(401, 20003));
        await().atMost(TIMEOUT).until(() -> scene.connector().taskStates().contains("FAILED"));
        assertThat(scene.connector().trace())
                .contains("401", "Check twilio.account.sid and the credential", "Gave up retrying after 3 attempts");
    }

    private static Map<String, String> errors(Map<String, String> connectorConfig) {
        Map<String, String> errors = new HashMap<>();
        messages(connectorConfig).forEach((key, messages) -> {
            if (!messages.isEmpty()) {
                errors.put(key, messages.toString());
            }
        });
        return errors;
    }

    /** The errors of each key, in the order of the response. */
    private static Map<String, List<String>> messages(Map<String, String> connectorConfig) {
        Map<String, List<String>> messages = new LinkedHashMap<>();
        for (JsonNode key : validate(connectorConfig).path("configs")) {
            List<String> errors = new ArrayList<>();
            key.path("value").path("errors").forEach(error -> errors.add(error.asText()));
            messages.put(key.path("value").path("name").asText(), errors);
        }
        return messages;
    }

    private static JsonNode validate(Map<String, String> connectorConfig) {
        Map<String, String> config = new HashMap<>(connectorConfig);
        config.put("name", "any");
        return new ConnectRest(stack.worker().url(), "any")
                .validate(CONNECTOR_CLASS, config)
                .ok();
    }
}

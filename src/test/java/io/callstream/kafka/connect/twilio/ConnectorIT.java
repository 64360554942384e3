package io.callstream.kafka.connect.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.kafka.connect.twilio.simulator.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.World;
import io.callstream.kafka.connect.twilio.simulator.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.WorldProfile;
import io.callstream.kafka.connect.twilio.stack.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.LocalStack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import io.callstream.kafka.connect.twilio.stack.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The connector on a real worker, against a simulated Twilio, with a real broker and registry behind it. */
class ConnectorIT {

    private static final String CONNECTOR_CLASS = TwilioCallsSourceConnector.class.getName();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static LocalStack stack;

    private TwilioSimulator simulator;
    private ConnectRest connector;

    @BeforeAll
    static void startStack() throws Exception {
        stack = LocalStack.start(StackFiles.fromBuild("connector-it"));
    }

    @AfterAll
    static void stopStack() throws Exception {
        if (stack != null) {
            stack.close();
        }
    }

    @AfterEach
    void deleteConnector() {
        if (connector != null) {
            connector.delete();
        }
        if (simulator != null) {
            simulator.close();
        }
    }

    @Test
    void backfillsFiveThousandCallsOfTwoAccountsAndFollowsThem() throws Exception {
        Scene scene = new Scene("live", 2500, 1200, 1000);
        scene.start();

        try (CallsTopic topic = scene.topic()) {
            await().atMost(PATIENCE)
                    .until(() -> topic.poll(Duration.ofMillis(200)).size() >= 0
                            && topic.last().size() >= 5000);
            long afterBackfill = topic.records();
            // young calls change, and their prices come without a new date_updated
            simulator.clock().advance(Duration.ofSeconds(20));
            await().atMost(PATIENCE).until(() -> {
                topic.poll(Duration.ofMillis(200));
                return topic.records() > afterBackfill + 20;
            });
            scene.awaitTruth(topic);
            assertThat(topic.duplicates())
                    .as("records that say what another has said")
                    .isZero();
        }
    }

    @Test
    void losesNothingWhenKilledInABackfillAndInASweep() throws Exception {
        Scene scene = new Scene("killed", 3000, 2400, 100);
        simulator.latency(Duration.ofMillis(150));
        scene.start();

        try (CallsTopic topic = scene.topic()) {
            await().atMost(PATIENCE).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return topic.last().size() >= 1500;
            });
            await().atMost(PATIENCE).until(() -> committedCursors() > 0);
            stack.worker().killHard();
            assertThat(topic.last().size())
                    .as("killed in the middle of the backfill")
                    .isLessThan(6000);

            simulator.forgetServed();
            stack.worker().restart();
            await().atMost(PATIENCE).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return topic.last().size() >= 6000;
            });
            assertThat(firstPagesOfMonths())
                    .as("windows that were begun go on at their cursor")
                    .isLessThan(scene.months());

            // a downtime makes the next sweep a long one; it is killed as well
            stack.worker().killHard();
            simulator.clock().advance(Duration.ofHours(1));
            simulator.forgetServed();
            stack.worker().restart();
            await().atMost(PATIENCE).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return simulator.served().stream()
                        .anyMatch(served -> served.url().queryParameter("PageToken") != null);
            });
            stack.worker().killHard();
            stack.worker().restart();
            simulator.latency(Duration.ZERO);

            scene.awaitTruth(topic);
        }
    }

    @Test
    void validatesOnTheKeyAtFault() {
        connector = null;
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

    @Test
    void saysWhyACredentialOrAnAccountCannotBeRead() throws Exception {
        Scene scene = new Scene("refused", 10, 0, 1000);
        Map<String, String> config = scene.config();
        config.put("twilio.auth.token", "not-the-token");
        connector.configure(config).ok();
        await().atMost(PATIENCE).until(() -> connector.taskStates().contains("FAILED"));
        assertThat(connector.trace())
                .contains("401")
                .contains("Check twilio.account.sid and the credential")
                .doesNotContain("not-the-token");

        config = scene.config();
        config.put("accounts", "AC" + "f".repeat(32));
        connector.configure(config).ok();
        await().atMost(PATIENCE).until(() -> connector.trace().contains("404"));
        assertThat(connector.trace()).contains("There is no such account for this credential");
    }

    private Map<String, String> errors(Map<String, String> config) {
        JsonNode answer = new ConnectRest(stack.worker().url(), "any")
                .validate(CONNECTOR_CLASS, config)
                .ok();
        Map<String, String> errors = new HashMap<>();
        for (JsonNode key : answer.path("configs")) {
            JsonNode messages = key.path("value").path("errors");
            if (!messages.isEmpty()) {
                errors.put(key.path("value").path("name").asText(), messages.toString());
            }
        }
        return errors;
    }

    private long committedCursors() {
        long cursors = 0;
        for (JsonNode offset : connector.offsets()) {
            cursors += offset.path("offset").has("page_uri") ? 1 : 0;
        }
        return cursors;
    }

    private long firstPagesOfMonths() {
        return simulator.served().stream()
                .filter(served -> served.url().queryParameter("StartTime>") != null)
                .filter(served -> served.url().queryParameter("PageToken") == null)
                .count();
    }

    /** Two simulated accounts and a connector that reads them into a topic of their own. */
    private final class Scene {

        private final String topicName;
        private final int pageSize;
        private final World world;

        Scene(String name, int callsPerAccount, int callsPerHour, int pageSize) throws Exception {
            this.topicName = "calls." + name;
            this.pageSize = pageSize;
            Instant now = Instant.now();
            this.world = new World(11, now);
            WorldProfile profile = WorldProfile.LIVELY
                    .history(callsPerAccount, Duration.ofDays(75))
                    .callsPerHour(callsPerHour);
            world.addAccount(profile);
            world.addAccount(profile);
            simulator = TwilioSimulator.start(world, WorldClock.running(now, 1), 0);
            connector = new ConnectRest(stack.worker().url(), name);
        }

        void start() {
            connector.configure(config()).ok();
        }

        Map<String, String> config() {
            Map<String, String> config = new HashMap<>();
            config.put("connector.class", CONNECTOR_CLASS);
            config.put("tasks.max", "2");
            config.put("twilio.account.sid", world.mainAccount().sid());
            config.put("twilio.auth.token", world.mainAccount().authToken());
            config.put("twilio.api.url", simulator.baseUrl());
            config.put("accounts", String.join(",", sids()));
            config.put("topic", topicName);
            config.put("poll.interval.ms", "1000");
            config.put("page.size", Integer.toString(pageSize));
            return config;
        }

        CallsTopic topic() {
            return new CallsTopic(
                    stack.bootstrapServers(), stack.registryUrl(), Pattern.compile(Pattern.quote(topicName)));
        }

        /** Months that the accounts' backfills consist of, together. */
        long months() {
            return 2L * 4;
        }

        void awaitTruth(CallsTopic topic) {
            Truth truth = new Truth(simulator.baseUrl(), sids());
            truth.freeze();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                while (!topic.poll(Duration.ofMillis(200)).isEmpty()) {
                    // until nothing comes any more
                }
                Truth.Difference difference = truth.compare(topic.last());
                assertThat(difference.missing()).as("missing").isEmpty();
                assertThat(difference.stale()).as("stale").isEmpty();
            });
        }

        private List<String> sids() {
            return world.accounts().stream().map(SimulatedAccount::sid).toList();
        }
    }
}

package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.log.ConsoleLog;
import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A credential that reads the calls of its account but not the account resource, as the recommended API keys do. That is no
 * problem for the operator to act on, so the start logs no warning.
 */
class UnreadableAccountResourceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CALLS = 5;
    private static final int ALWAYS = Integer.MAX_VALUE;

    private final World world = new World(23, NOW);
    private final SimulatedAccount account = world.addAccount(
            WorldProfile.LIVELY.history(CALLS, Duration.ofDays(5)).callsPerHour(0));
    private TwilioSimulator simulator;
    private Map<String, String> config;

    @BeforeEach
    void startSimulator() throws IOException {
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        config = new HashMap<>(TaskHarness.config(simulator, account.sid(), account.authToken()));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void startsWithAnApiKeyWithoutAWarning() throws Exception {
        config.remove("twilio.auth.token");
        config.put("twilio.api.key.sid", account.apiKey().sid());
        config.put("twilio.api.key.secret", account.apiKey().secret());
        assertReadsWithoutAWarning();
    }

    @ParameterizedTest
    @CsvSource({"401,20003", "403,20003", "403,20005", "404,20404"})
    void startsWithoutAWarningWhicheverWayItIsRejected(int status, int code) throws Exception {
        simulator
                .faults()
                .next(
                        ALWAYS,
                        url -> url.encodedPath().endsWith(account.sid() + ".json"),
                        new Fault.Error(status, code));
        assertReadsWithoutAWarning();
    }

    /** Any other failure of the same request is logged: Twilio, or the way to it, is out of order. */
    @Test
    void warnsIfTwilioFails() throws Exception {
        simulator
                .faults()
                .next(1, url -> url.encodedPath().endsWith(account.sid() + ".json"), new Fault.Error(503, 20503));
        try (ConsoleLog log = ConsoleLog.start()) {
            readAllCalls();
            assertThat(log.lines()).anyMatch(line -> line.contains("WARN") && line.contains(account.sid()));
        }
    }

    private void assertReadsWithoutAWarning() throws Exception {
        try (ConsoleLog log = ConsoleLog.start()) {
            readAllCalls();
            assertThat(log.lines()).noneMatch(line -> line.contains(account.sid()));
        }
        assertThat(simulator.served())
                .as("requests for the account resource")
                .anyMatch(served -> served.url().encodedPath().endsWith(account.sid() + ".json"));
    }

    private void readAllCalls() throws Exception {
        try (TaskHarness task = TaskHarness.start(config, new HashMap<>())) {
            await().atMost(PATIENCE).until(() -> task.poll().size() == CALLS);
        }
    }
}

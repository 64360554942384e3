package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.list.ListBehaviour;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task whose only account cannot be read. */
class SkippedAccountTaskTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CALLS = 5;

    private TwilioSimulator simulator;
    private SimulatedAccount main;
    private SimulatedAccount sub;
    private Map<String, String> config;

    @BeforeEach
    void startSimulator() throws IOException {
        World world = new World(3, NOW);
        WorldProfile few =
                WorldProfile.LIVELY.history(CALLS, Duration.ofDays(5)).callsPerHour(0);
        main = world.addAccount(few);
        sub = world.addAccount(few);
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        simulator.behave(ListBehaviour.USUAL.suspendedIsUnauthorized(true));
        config = new HashMap<>(TaskHarness.config(simulator, main.sid(), main.authToken()));
        config.put("accounts.refresh.interval.ms", "1000");
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    /** The policy does not depend on how many tasks there are. */
    @ParameterizedTest
    @ValueSource(strings = {"listed", "all"})
    void retriesTheAccountUntilItCanBeRead(String accounts) throws Exception {
        skipUnreadable(accounts);
        sub.status("suspended");
        try (TaskHarness task = taskOf(sub)) {
            awaitAttempts(task, 3);
            assertThat(task.poll()).isEmpty();
            sub.status("active");
            await().atMost(PATIENCE).until(() -> task.poll().size() == CALLS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"listed", "all"})
    void failsTheTaskIfTheMainAccountRejectsTheCredentialToo(String accounts) {
        skipUnreadable(accounts);
        config.put("twilio.auth.token", "not-the-token");
        try (TaskHarness task = taskOf(sub)) {
            assertThatThrownBy(() -> await().atMost(PATIENCE).until(() -> task.poll() == null))
                    .rootCause()
                    .hasMessageContaining(sub.sid())
                    .hasMessageContaining("401");
        }
    }

    @Test
    void failsTheTaskIfNoAccountMayBeSkipped() {
        skipUnreadable("listed");
        config.put("account.error.mode", "fail");
        sub.status("suspended");
        try (TaskHarness task = taskOf(sub)) {
            assertThatThrownBy(() -> await().atMost(PATIENCE).until(() -> task.poll() == null))
                    .rootCause()
                    .hasMessageContaining(sub.sid());
        }
    }

    private void skipUnreadable(String accounts) {
        if (accounts.equals("all")) {
            config.put("accounts", "*");
        } else {
            config.put("accounts", main.sid() + "," + sub.sid());
            config.put("account.error.mode", "skip");
        }
    }

    private void awaitAttempts(TaskHarness task, int times) {
        await().atMost(PATIENCE).until(() -> {
            task.poll();
            return simulator.served().stream()
                            .filter(served -> served.account().equals(sub.sid()))
                            .filter(served -> !served.isPage())
                            .count()
                    >= times;
        });
    }

    private TaskHarness taskOf(SimulatedAccount account) {
        Map<String, String> taskConfig = TwilioCallsTaskConfig.of(
                        config, List.of(List.of(main.sid()), List.of(account.sid())))
                .get(1);
        return TaskHarness.startTask(taskConfig, new HashMap<>(), Optional.empty());
    }
}

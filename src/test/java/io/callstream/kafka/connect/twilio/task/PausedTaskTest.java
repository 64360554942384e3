package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.HandmadeCall;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While a connector is paused, Connect neither stops its tasks nor polls them. */
class PausedTaskTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int CALLS = 300;

    private TwilioSimulator simulator;
    private SimulatedAccount account;
    private Map<String, String> config;

    @BeforeEach
    void startSimulator() throws IOException {
        World world = new World(3, NOW);
        account = world.addAccount(
                WorldProfile.LIVELY.history(CALLS, Duration.ofDays(9)).callsPerHour(0));
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        config = TaskHarness.config(simulator, account.sid(), account.authToken());
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void sendsNoRequestsWhilePausedAndContinuesAtTheNextPoll() throws Exception {
        try (TaskHarness task = TaskHarness.start(config, new HashMap<>())) {
            await().atMost(TIMEOUT).until(() -> keys(task).size() == CALLS);
            awaitSilence();
            HandmadeCall call = simulator.create(account);
            int before = simulator.served().size();

            task.poll();
            await().atMost(Duration.ofSeconds(1)).until(() -> simulator.served().size() > before);
            await().atMost(TIMEOUT).until(() -> keys(task).contains(call.sid()));
            assertThat(task.poll()).as("each state once").hasSize(CALLS + 1);
        }
    }

    /** Paused in the middle of its backfill: a reader's first request is held back too, and no page is lost. */
    @Test
    void retriesASkippedAccountOnlyFromTheNextPollOn() throws Exception {
        String unknown = "AC" + "f".repeat(32);
        config.put("accounts", unknown + "," + account.sid());
        config.put("account.error.mode", "skip");
        config.put("accounts.refresh.interval.ms", "1000");
        config.put("page.size", "20");
        try (TaskHarness task = TaskHarness.start(config, new HashMap<>())) {
            awaitSilence();
            int before = simulator.served().size();
            await().atMost(TIMEOUT).until(() -> keys(task).size() == CALLS && requestsOf(unknown, before) > 0);
        }
    }

    private void awaitSilence() {
        await().pollInterval(Duration.ofMillis(100))
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(20))
                .until(new Unchanged());
    }

    /** Whether there was no request since the first look, or since the last time that there was one. */
    private final class Unchanged implements Callable<Boolean> {

        private int served = -1;

        @Override
        public Boolean call() {
            int now = simulator.served().size();
            boolean same = now == served;
            served = now;
            return same;
        }
    }

    private long requestsOf(String sid, int before) {
        return simulator.served().stream()
                .skip(before)
                .filter(served -> sid.equals(served.account()))
                .count();
    }

    private static Set<Object> keys(TaskHarness task) throws InterruptedException {
        Set<Object> keys = new HashSet<>();
        for (SourceRecord record : task.poll()) {
            keys.add(record.key());
        }
        return keys;
    }
}

package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.api.Clocks;
import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.metrics.MetricRegistry;
import io.callstream.kafka.connect.twilio.offset.MapOffsetStorageReader;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand accounts in one task, most of them idle. */
class ManyAccountsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final int ACCOUNTS = 1000;
    private static final int CALLS_EACH = 2;
    private static final Duration POLL = Duration.ofSeconds(5);

    /** Requests of a start: for the account, for its backfill, and for the first rolling windows. */
    private static final int TO_START = 6;

    private static final int MAX_STARTS_PER_SECOND = 100;

    @Test
    void anIdleAccountCostsOneRequestPerPoll() throws Exception {
        World world = new World(7, NOW);
        for (int i = 0; i < ACCOUNTS; i++) {
            world.addAccount(
                    WorldProfile.LIVELY.history(CALLS_EACH, Duration.ofDays(40)).callsPerHour(0));
        }
        List<String> sids = world.accounts().stream().map(SimulatedAccount::sid).toList();
        try (TwilioSimulator simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0)) {
            Map<String, String> config = TaskHarness.config(
                    simulator, sids.get(0), world.mainAccount().authToken());
            config.put("accounts", String.join(",", sids));
            config.put("poll.interval.ms", Long.toString(POLL.toMillis()));
            long started = System.nanoTime();
            try (TaskHarness task = TaskHarness.start(config, new HashMap<>())) {
                await().atMost(Duration.ofMinutes(2)).until(() -> task.poll().size() == ACCOUNTS * CALLS_EACH);
                int afterBackfill = simulator.served().size();
                await().atMost(Duration.ofMinutes(2)).until(() -> {
                    task.poll(); // as Connect does all the time; without polls, no requests are sent
                    return simulator.served().size() > afterBackfill + 2 * ACCOUNTS;
                });

                long polls = 1 + Duration.ofNanos(System.nanoTime() - started).dividedBy(POLL);
                Map<String, Long> requests = simulator.served().stream()
                        .collect(Collectors.groupingBy(TwilioSimulator.Served::account, Collectors.counting()));
                assertThat(requests).hasSize(ACCOUNTS);
                assertThat(requests.values()).allSatisfy(count -> assertThat(count)
                        .as("requests of an account in %d polls", polls)
                        .isLessThanOrEqualTo(TO_START + polls));
                assertThat(simulator.mostInFlight()).isLessThanOrEqualTo(64);
                assertThat(task.poll()).as("each call once").hasSize(ACCOUNTS * CALLS_EACH);
            }
        }
    }

    /** Compares scheduled delays, so that the speed of the machine does not matter. */
    @Test
    void staggersTheStartsOfAccounts() {
        List<String> sids =
                IntStream.range(0, ACCOUNTS).mapToObj("AC%032x"::formatted).toList();
        Map<String, String> config = Map.of("twilio.account.sid", sids.get(0), "twilio.auth.token", "never sent");
        List<Long> starts = new ArrayList<>();
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
                starts.add(unit.toMillis(delay));
                return super.schedule(() -> {}, 1, TimeUnit.DAYS);
            }
        };
        RunningTask.start(
                        new TwilioCallsTaskConfig(
                                TwilioCallsTaskConfig.of(config, List.of(sids)).get(0)),
                        new StoredOffsets(new MapOffsetStorageReader(Map.of())),
                        MetricRegistry.NONE,
                        Clocks.SYSTEM,
                        timer)
                .close();
        assertThat(starts).hasSize(ACCOUNTS);
        for (long second = 0; second <= 10; second++) {
            long from = 1000 * second;
            assertThat(starts.stream().filter(start -> start >= from && start < from + 1000))
                    .as("accounts that start in second %d", second)
                    .hasSizeBetween(10, MAX_STARTS_PER_SECOND);
        }
    }
}

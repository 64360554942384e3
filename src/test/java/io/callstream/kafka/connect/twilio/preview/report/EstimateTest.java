package io.callstream.kafka.connect.twilio.preview.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.preview.SyncRun;
import io.callstream.kafka.connect.twilio.preview.sample.AccountSample;
import io.callstream.kafka.connect.twilio.preview.sample.AccountSample.BackfillLists;
import io.callstream.kafka.connect.twilio.preview.sample.Quantity;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");

    /** Compares with the sync itself, run until each window was swept; one call in fifty is long. */
    @ParameterizedTest
    @CsvSource({"0, 1000, 300", "2, 1000, 300", "30, 1000, 300", "20, 20, 300"})
    void predictsTheRequestsOfFollowing(int callsPerHour, int pageSize, int pollSeconds) throws IOException {
        World world = new World(5, NOW);
        SimulatedAccount account = world.addAccount(WorldProfile.LIVELY
                .history(16 * 24 * callsPerHour, Duration.ofDays(16))
                .callsPerHour(callsPerHour));
        try (TwilioSimulator simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0)) {
            TwilioCallsConfig config = new TwilioCallsConfig(Map.of(
                    "twilio.account.sid", account.sid(),
                    "twilio.auth.token", account.authToken(),
                    "twilio.api.url", simulator.baseUrl(),
                    "backfill.start.date", "none",
                    "page.size", Integer.toString(pageSize),
                    "poll.interval.ms", Integer.toString(pollSeconds * 1000)));
            try (SyncRun run = new SyncRun(config, account.sid(), simulator)) {
                run.readWhatIsDue();
                run.follow(Duration.ofHours(16));
                assertThat(Estimate.requestsPerDay(24.0 * callsPerHour, config.syncSettings()))
                        .isCloseTo(run.sweepRequests() * 24 / 16.0, withinPercentage(20));
            }
        }
    }

    @Test
    void anAccountOfOnePageTakesTwoRequests() {
        Quantity requests = Estimate.backfillRequests(sample(40, 0, 40, Duration.ofSeconds(1)), settings(4));
        assertThat(requests).isEqualTo(Quantity.counted(2));
    }

    @Test
    void everyListTakesAtLeastOneRequest() {
        Quantity requests = Estimate.backfillRequests(sample(3000, 60, 300, Duration.ofSeconds(1)), settings(4));
        assertThat(requests.least()).isEqualTo(62);
        assertThat(requests.value()).isGreaterThanOrEqualTo(62);
    }

    @Test
    void theLongestPartDeterminesTheBackfillTime() {
        AccountSample small = sample(10_000, 10, 1000, Duration.ofSeconds(1));
        AccountSample large = sample(1_000_000, 10, 100_000, Duration.ofSeconds(1));
        AccountSample oneList = sample(1_000_000, 1, 1_000_000, Duration.ofSeconds(1));
        assertThat(Estimate.backfillTime(List.of(small, large), settings(4), 1))
                .as("accounts are read concurrently")
                .isEqualTo(Estimate.backfillTime(List.of(large), settings(4), 1));
        assertThat(Estimate.backfillTime(List.of(large), settings(4), 1).toSeconds())
                .isBetween(250L, 260L);
        assertThat(Estimate.backfillTime(List.of(oneList), settings(4), 1).toSeconds())
                .as("the pages of a list are read one after another")
                .isEqualTo(1000);
    }

    @Test
    void theConnectionsOfATaskLimitManyAccounts() {
        List<AccountSample> many = Collections.nCopies(640, sample(1000, 0, 1000, Duration.ofSeconds(1)));
        assertThat(Estimate.backfillTime(many, settings(4), 1).toSeconds()).isEqualTo(20);
        assertThat(Estimate.backfillTime(many, settings(4), 10).toSeconds()).isEqualTo(2);
    }

    @Test
    void tracksACallForTheLookbackAndOneDeepestSweep() {
        Estimate estimate = Estimate.of(List.of(sample(1_000_000, 40, 50_000, Duration.ofSeconds(1))), settings(4), 1);
        assertThat(estimate.following().callsPerDay()).isEqualTo(1000);
        assertThat(estimate.memory().trackedCalls()).isBetween(14_000L, 20_000L);
        assertThat(estimate.memory().bytes()).isGreaterThan(estimate.memory().trackedCalls() * 80);
        assertThat(estimate.memory().bytesPerTask()).isEqualTo(estimate.memory().bytes());
    }

    private static AccountSample sample(double calls, int lists, double longestList, Duration pageTime) {
        return new AccountSample(
                "AC" + "0".repeat(32),
                Optional.of(LocalDate.of(2026, 1, 1)),
                Quantity.counted(calls),
                new BackfillLists(lists, 0, longestList),
                1000,
                pageTime,
                false);
    }

    private static SyncSettings settings(int maxConcurrentRequests) {
        return new SyncSettings(
                Duration.ofSeconds(30),
                Duration.ofDays(14),
                1000,
                maxConcurrentRequests,
                new BackfillStart.All(),
                UserFilters.NONE,
                false);
    }
}

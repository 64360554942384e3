package io.callstream.kafka.connect.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.ApiSettings.Limits;
import io.callstream.kafka.connect.twilio.api.ApiSettings.ListFilters;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account with a concurrency limit, over sockets: the counterpart of {@code AdaptiveRequestsTest} in virtual time. */
@Timeout(120)
class ConcurrencyLimitTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final CallsRequest TEN_ROWS = new CallsRequest.FirstPage(CallFilter.NONE, 10);
    private static final int REQUESTS = 600;

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void completesEveryRequestWithFew429s(int limit) throws Exception {
        World world = new World(3, NOW);
        SimulatedAccount account = world.addAccount(WorldProfile.LIVELY.history(50, Duration.ofDays(1)));
        try (TwilioSimulator simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0)) {
            simulator.latency(Duration.ofMillis(50));
            simulator.concurrencyLimit(limit);
            try (TwilioClient client = new TwilioClient(settings(simulator, account))) {
                AccountClient calls = client.account(account.sid());
                List<CompletableFuture<CallsReply>> replies = new ArrayList<>();
                for (int i = 0; i < REQUESTS; i++) {
                    replies.add(calls.send(TEN_ROWS, Priority.BACKFILL));
                }
                for (CompletableFuture<CallsReply> reply : replies) {
                    assertThat(reply.get(60, TimeUnit.SECONDS)).isInstanceOf(CallsReply.Page.class);
                }
            }
            long throttled = simulator.served().stream()
                    .filter(served -> served.status().orElse(0) == 429)
                    .count();
            assertThat(simulator.served()).hasSize(REQUESTS + (int) throttled);
            assertThat(simulator.mostInFlight()).isGreaterThanOrEqualTo(limit);
            // Far fewer usually; but on a busy machine the account looks fuller than it is.
            assertThat(throttled).as("429s").isBetween(1L, REQUESTS / 6L);
        }
    }

    private static ApiSettings settings(TwilioSimulator simulator, SimulatedAccount account) {
        return new ApiSettings(
                URI.create(simulator.baseUrl()),
                new BasicCredential(account.sid(), account.authToken()),
                ListFilters.NONE,
                new Limits(1000, 32, ApiSettings.DEFAULT_MAX_RESPONSE_BYTES),
                false,
                new Retries(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofMinutes(1)),
                TestApi.DIRECT);
    }
}

package io.callstream.kafka.connect.twilio.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.simulator.Fault.Error;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.wiring.Wiring;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A remedy follows from what was requested. */
class RemediesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");

    private TwilioSimulator simulator;
    private TwilioClient client;
    private String sid;

    @BeforeEach
    void start() throws IOException {
        World world = new World(3, NOW);
        SimulatedAccount account = world.addAccount(
                WorldProfile.LIVELY.history(1, Duration.ofDays(1)).callsPerHour(0));
        sid = account.sid();
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        client = new TwilioClient(Wiring.apiSettings(new TwilioCallsConfig(Map.of(
                "twilio.account.sid",
                sid,
                "twilio.auth.token",
                account.authToken(),
                "twilio.api.url",
                simulator.baseUrl(),
                "retry.backoff.ms",
                "1",
                "retry.backoff.max.ms",
                "1"))));
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void namesTheFiltersForAListOfCallsOnly() {
        failAllWith(400);
        assertThat(messageOf(calls())).contains("filter.*");
        assertThat(messageOf(client.account(sid).send(new CallsRequest.OneCall("CA1"), Priority.ROLLING)))
                .doesNotContain("filter.*")
                .contains("twilio.api.url");
        assertThat(messageOf(client.account(sid).readFacts()))
                .doesNotContain("filter.*")
                .contains("twilio.api.url");
        assertThat(messageOf(client.accounts(sid).read()))
                .doesNotContain("filter.*")
                .contains("twilio.api.url");
    }

    @Test
    void namesTheListOfAccountsWhereItIsRefused() {
        failAllWith(403);
        assertThat(messageOf(calls())).contains("a subaccount's calls");
        assertThat(messageOf(client.accounts(sid).read()))
                .doesNotContain("a subaccount's calls")
                .contains("list them in accounts");
    }

    @Test
    void blamesNoAccountWhereTheListOfAccountsIsNotFound() {
        failAllWith(404);
        assertThat(messageOf(calls())).contains("cannot see such an account");
        assertThat(messageOf(client.accounts(sid).read()))
                .doesNotContain("cannot see such an account")
                .contains("twilio.api.url");
    }

    private CompletableFuture<?> calls() {
        return client.account(sid).send(new CallsRequest.FirstPage(CallFilter.NONE, 10), Priority.ROLLING);
    }

    private void failAllWith(int status) {
        simulator.faults().next(Integer.MAX_VALUE, new Error(status, 20001));
    }

    private static String messageOf(CompletableFuture<?> response) {
        Throwable failure = catchThrowable(response::join);
        return String.valueOf(failure.getCause().getMessage());
    }
}

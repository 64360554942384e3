package io.callstream.kafka.connect.twilio.benchmark.following;

import io.callstream.kafka.connect.twilio.api.AccountClient;
import io.callstream.kafka.connect.twilio.api.ApiSettings;
import io.callstream.kafka.connect.twilio.api.BasicCredential;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.benchmark.Measurement;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of requests and responses between the connector's client and the simulator: HTTP/1.1 with all headers, bodies in
 * gzip at its fastest level, without TLS.
 *
 * @param request sent for a page
 * @param emptyPage received for a page without rows
 * @param smallestPage received for a page of two rows, as in a head sweep of a quiet account with past calls
 * @param row received for each row of a full page
 */
record WireSizes(double request, double emptyPage, double smallestPage, double row) {

    /** Bytes of the headers that Twilio sends and the simulator does not: HSTS, CORS, caches, API domain. */
    private static final int MORE_HEADERS = 850;

    private static final int FULL_PAGE = 1000;
    private static final Instant NOW = Instant.parse("2026-11-23T13:00:00Z");

    /** The bytes of one request and its response on an open connection. */
    private record Exchange(long sent, long received) {}

    static WireSizes measure() {
        World world = new World(1, NOW);
        WorldProfile quiet = WorldProfile.LIVELY.callsPerHour(0);
        SimulatedAccount full = world.addAccount(quiet.history(FULL_PAGE + 1, Duration.ofDays(1)));
        SimulatedAccount empty = world.addAccount(quiet.history(0, Duration.ofDays(1)));
        try (TwilioSimulator simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
                CountingProxy proxy = new CountingProxy(URI.create(simulator.baseUrl()).getPort());
                TwilioClient client = new TwilioClient(settings(full, proxy.port()))) {
            Exchange none = exchange(client.account(empty.sid()), proxy, 2);
            Exchange two = exchange(client.account(full.sid()), proxy, 2);
            Exchange thousand = exchange(client.account(full.sid()), proxy, FULL_PAGE);
            return new WireSizes(
                    two.sent(),
                    none.received() + MORE_HEADERS,
                    two.received() + MORE_HEADERS,
                    (double) (thousand.received() - none.received()) / FULL_PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The total bytes received. */
    double received(double requests, double rows) {
        return requests * emptyPage + rows * row;
    }

    double sent(double requests) {
        return requests * request;
    }

    List<Measurement> measurements() {
        return List.of(
                Measurement.exact("wire.request_bytes", "bytes", request),
                Measurement.exact("wire.row_bytes", "bytes", row),
                Measurement.exact("idle.empty.bytes_sent_per_poll", "bytes", request),
                Measurement.exact("idle.empty.bytes_received_per_poll", "bytes", emptyPage),
                Measurement.exact("idle.quiet.bytes_sent_per_poll", "bytes", request),
                Measurement.exact("idle.quiet.bytes_received_per_poll", "bytes", smallestPage));
    }

    private static Exchange exchange(AccountClient account, CountingProxy proxy, int rows) {
        CallsRequest request = new CallsRequest.FirstPage(CallFilter.NONE, rows);
        account.send(request, Priority.ROLLING).join();
        long sent = proxy.sent();
        long received = proxy.received();
        account.send(request, Priority.ROLLING).join();
        return new Exchange(proxy.sent() - sent, proxy.received() - received);
    }

    private static ApiSettings settings(SimulatedAccount account, int port) {
        return new ApiSettings(
                URI.create("http://127.0.0.1:" + port),
                new BasicCredential(account.sid(), account.authToken()),
                ApiSettings.ListFilters.NONE,
                new ApiSettings.Limits(FULL_PAGE, 4, ApiSettings.DEFAULT_MAX_RESPONSE_BYTES),
                false,
                new ApiSettings.Retries(Duration.ofMillis(500), Duration.ofSeconds(60), Duration.ofSeconds(60)),
                new ApiSettings.Connection(
                        new ApiSettings.Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60)),
                        Optional.empty(),
                        Optional.empty(),
                        "kafka-connect-twilio-calls/0.1.0"));
    }
}

package io.callstream.kafka.connect.twilio.benchmark;

import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** A page of the Calls list as the simulator writes it: rows of all kinds, shaped like live ones. */
public final class SamplePage {

    /** Rows of a full page. */
    public static final int ROWS = 1000;

    private static final long SEED = 20_261_101;
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private SamplePage() {}

    /** The page's bytes, the same each time. */
    public static byte[] bytes() {
        World world = new World(SEED, NOW);
        SimulatedAccount account = world.addAccount(WorldProfile.LIVELY);
        try (TwilioSimulator simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0)) {
            return get(simulator.baseUrl(), account);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] get(String baseUrl, SimulatedAccount account) throws IOException {
        String login = account.sid() + ":" + account.authToken();
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        baseUrl + "/2010-04-01/Accounts/" + account.sid() + "/Calls.json?PageSize=" + ROWS))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .build();
        try {
            HttpResponse<byte[]> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the simulator responded with " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading a sample page", e);
        }
    }
}

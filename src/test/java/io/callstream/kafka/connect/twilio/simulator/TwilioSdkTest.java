package io.callstream.kafka.connect.twilio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.base.Reader;
import com.twilio.exception.TwilioException;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.CallReader;
import com.twilio.type.PhoneNumber;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import okhttp3.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twilio's own client reads all calls and accounts from the simulator. */
class TwilioSdkTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");

    private World world;
    private TwilioSimulator simulator;
    private SimulatedAccount account;
    private TwilioRestClient client;

    @BeforeEach
    void start() throws IOException {
        world = new World(7, NOW);
        account = world.addAccount(
                WorldProfile.LIVELY.history(700, Duration.ofDays(40)).callsPerHour(0));
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        client = client(account.sid(), account.authToken());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void seesAllCalls() {
        assertThat(sids(Call.reader().pageSize(50))).containsExactlyElementsOf(truth(call -> true));
    }

    @Test
    void filtersByStatus() {
        assertThat(sids(Call.reader().setStatus(Call.Status.BUSY).pageSize(7)))
                .isNotEmpty()
                .containsExactlyElementsOf(truth(call -> call.at(NOW).status().equals("busy")));
    }

    @Test
    void filtersByToAndFrom() {
        SimulatedCall some = account.calls().get(300);
        assertThat(sids(Call.reader().setTo(new PhoneNumber(some.to()))))
                .contains(some.sid())
                .containsExactlyElementsOf(truth(call -> call.to().equals(some.to())));
        assertThat(sids(Call.reader().setFrom(new PhoneNumber(some.from()))))
                .contains(some.sid())
                .containsExactlyElementsOf(truth(call -> call.from().equals(some.from())));
    }

    @Test
    void filtersByParent() {
        SimulatedCall child = account.calls().stream()
                .filter(call -> call.parentCallSid().isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(sids(Call.reader().setParentCallSid(child.parentCallSid().orElseThrow())))
                .contains(child.sid())
                .containsExactlyElementsOf(truth(call -> call.parentCallSid().equals(child.parentCallSid())));
    }

    @Test
    void boundsAreHalfOpenDays() {
        ZonedDateTime from = LocalDate.of(2026, 11, 1).atStartOfDay(ZoneOffset.UTC);
        ZonedDateTime before = LocalDate.of(2026, 11, 9).atStartOfDay(ZoneOffset.UTC);
        CallReader reader = Call.reader().setStartTimeAfter(from).setStartTimeBefore(before);

        assertThat(sids(reader.pageSize(20))).isNotEmpty().containsExactlyElementsOf(truth(call -> {
            Instant start = call.at(NOW).start();
            return start != null && !start.isBefore(from.toInstant()) && start.isBefore(before.toInstant());
        }));
    }

    @Test
    void filtersByEndTime() {
        ZonedDateTime from = LocalDate.of(2026, 11, 1).atStartOfDay(ZoneOffset.UTC);
        ZonedDateTime before = LocalDate.of(2026, 11, 9).atStartOfDay(ZoneOffset.UTC);
        CallReader reader = Call.reader().setEndTimeAfter(from).setEndTimeBefore(before);

        assertThat(sids(reader.pageSize(20))).isNotEmpty().containsExactlyElementsOf(truth(call -> {
            Instant end = call.at(NOW).end();
            return end != null && !end.isBefore(from.toInstant()) && end.isBefore(before.toInstant());
        }));
    }

    @Test
    void listsAccountsPageByPage() {
        world.addAccount(WorldProfile.LIVELY.history(0, Duration.ofDays(1)));
        world.addAccount(WorldProfile.LIVELY.history(0, Duration.ofDays(1))).status("suspended");
        world.addAccount(WorldProfile.LIVELY.history(0, Duration.ofDays(1)));

        assertThat(StreamSupport.stream(
                                Account.reader()
                                        .setStatus(Account.Status.ACTIVE)
                                        .pageSize(2)
                                        .read(client)
                                        .spliterator(),
                                false)
                        .map(Account::getSid))
                .containsExactlyElementsOf(world.accounts().stream()
                        .filter(found -> found.status().equals("active"))
                        .map(SimulatedAccount::sid)
                        .toList());
    }

    @Test
    void apiKeyReadsCallsOfItsOwnAccountOnly() {
        SimulatedAccount subaccount = world.addAccount(WorldProfile.LIVELY.history(10, Duration.ofDays(1)));
        assertThat(sids(Call.reader(subaccount.sid())))
                .as("with the main token")
                .hasSize(10);

        client = client(account.apiKey().sid(), account.apiKey().secret());

        assertThat(sids(Call.reader())).hasSize(700);
        assertThatThrownBy(() -> sids(Call.reader(subaccount.sid()))).isInstanceOf(TwilioException.class);
    }

    private TwilioRestClient client(String user, String password) {
        return new TwilioRestClient.Builder(user, password)
                .accountSid(account.sid())
                .httpClient(new ToSimulator(simulator.baseUrl()))
                .build();
    }

    private List<String> sids(Reader<Call> reader) {
        return StreamSupport.stream(reader.read(client).spliterator(), false)
                .map(Call::getSid)
                .toList();
    }

    private List<String> truth(Predicate<SimulatedCall> filter) {
        return simulator.truth(account.sid()).stream()
                .filter(filter)
                .map(SimulatedCall::sid)
                .toList();
    }

    /** Sends the SDK's requests to the simulator instead of Twilio. */
    private static final class ToSimulator extends HttpClient {

        private final java.net.http.HttpClient network = java.net.http.HttpClient.newHttpClient();
        private final String baseUrl;

        ToSimulator(String baseUrl) {
            this.baseUrl = baseUrl;
        }

        @Override
        public Response makeRequest(Request request) {
            String url = request.constructURL().toString().replaceFirst("https://api.twilio.com(:443)?", baseUrl);
            HttpRequest toSimulator = HttpRequest.newBuilder(URI.create(url))
                    .header("Authorization", Credentials.basic(request.getUsername(), request.getPassword()))
                    .build();
            try {
                HttpResponse<String> response = network.send(toSimulator, HttpResponse.BodyHandlers.ofString());
                return new Response(response.body(), response.statusCode());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("no response from the simulator to " + url, e);
            }
        }
    }
}

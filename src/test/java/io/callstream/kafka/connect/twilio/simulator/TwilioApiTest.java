package io.callstream.kafka.connect.twilio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.kafka.connect.twilio.simulator.list.ListBehaviour;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated API responds as the real one does, including errors. */
class TwilioApiTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world = new World(5, NOW);
    private final SimulatedAccount account = world.addAccount(
            WorldProfile.LIVELY.history(95, Duration.ofDays(9)).callsPerHour(0).deletions(0.1));
    private final TwilioApi api = new TwilioApi(world);
    private ListBehaviour behaviour = ListBehaviour.USUAL;
    private Instant now = NOW;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StartTime>=2026-11-31&To=nobody",
                "EndTime<=yesterday&Status=busy",
                "StartTime=2026",
                "PageSize=0",
                "PageSize=1001",
                "PageSize=many",
                "Page=2",
                "PageToken=PX"
            })
    void rejectsABadParameterEvenWithoutCalls(String query) throws IOException {
        JsonNode response = get(path("Calls.json?" + query.replace(">=", "%3E=").replace("<=", "%3C=")), 400);
        assertThat(response.path("code").asInt()).isEqualTo(20001);
    }

    @ParameterizedTest
    @CsvSource({
        "StartTime, false, 2026-11-20T00:00:00Z",
        "StartTime, true, 2026-11-20T12:00:00Z",
        "EndTime, false, 2026-11-20T00:00:00Z",
        "EndTime, true, 2026-11-20T12:00:00Z"
    })
    void usesOrIgnoresTheTimeOfDayInABound(String parameter, boolean counts, Instant bound) throws IOException {
        behaviour = behaviour.timeOfDayCounts(counts);
        String day = "2026-11-20T12:00:00Z";

        assertThat(sids(get(path("Calls.json?PageSize=1000&" + parameter + "%3E=" + day), 200)))
                .containsExactlyInAnyOrderElementsOf(calls(parameter, time -> !time.isBefore(bound)));
        assertThat(sids(get(path("Calls.json?PageSize=1000&" + parameter + "%3C=" + day), 200)))
                .containsExactlyInAnyOrderElementsOf(calls(parameter, time -> time.isBefore(bound)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"StartTime", "EndTime"})
    void aTimeFilterWithoutABoundMatchesTheDay(String parameter) throws IOException {
        Instant midnight = Instant.parse("2026-11-20T00:00:00Z");
        Instant next = Instant.parse("2026-11-21T00:00:00Z");

        assertThat(sids(get(path("Calls.json?PageSize=1000&" + parameter + "=2026-11-20"), 200)))
                .containsExactlyInAnyOrderElementsOf(
                        calls(parameter, time -> !time.isBefore(midnight) && time.isBefore(next)));
    }

    /** The calls with a time in a range; some calls must be in it, and some outside. */
    private List<String> calls(String parameter, Predicate<Instant> range) {
        List<String> found = world.truth(account.sid(), NOW).stream()
                .filter(call -> Optional.ofNullable(
                                parameter.equals("StartTime")
                                        ? call.at(NOW).start()
                                        : call.at(NOW).end())
                        .filter(range)
                        .isPresent())
                .map(SimulatedCall::sid)
                .toList();
        assertThat(found)
                .isNotEmpty()
                .hasSizeLessThan(world.truth(account.sid(), NOW).size());
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void pagesLinkForwardAndBack(ListBehaviour.Order order) throws IOException {
        behaviour = behaviour.order(order);
        String first = path("Calls.json?StartTime%3E=2026-11-01&PageSize=20&Page=0");
        List<List<String>> forth = new ArrayList<>();
        JsonNode page = get(first, 200);
        forth.add(sids(page));
        while (!page.path("next_page_uri").isNull()) {
            page = get(page.path("next_page_uri").textValue(), 200);
            assertThat(page.path("first_page_uri").textValue()).isEqualTo(first);
            forth.add(sids(page));
        }
        assertThat(forth).hasSizeGreaterThan(3);
        for (int i = forth.size() - 2; i >= 0; i--) {
            page = get(page.path("previous_page_uri").textValue(), 200);
            assertThat(sids(page)).isEqualTo(forth.get(i));
        }
        assertThat(page.path("previous_page_uri").isNull()).isTrue();
    }

    @Test
    void rejectsAnExpiredPageToken() throws IOException {
        behaviour = behaviour.tokensExpireAfter(Duration.ofMinutes(10));
        String next = get(path("Calls.json"), 200).path("next_page_uri").textValue();

        now = NOW.plus(Duration.ofMinutes(10));
        get(next, 200);
        now = now.plusSeconds(1);
        assertThat(get(next, 400).path("code").asInt()).isEqualTo(20001);
    }

    @Test
    void mayRejectThePageTokenOfADeletedCall() throws IOException {
        JsonNode page = get(path("Calls.json?PageSize=3"), 200);
        String next = page.path("next_page_uri").textValue();
        String anchor = sids(page).get(2);
        account.replace(account.call(anchor).orElseThrow().deletedAt(NOW));

        get(next, 200);
        behaviour = behaviour.deletedAnchorHolds(false);
        get(next, 400);
    }

    @Test
    void apiKeyReadsCallsButNoAccount() throws IOException {
        SimulatedAccount subaccount = world.addAccount(WorldProfile.LIVELY.history(3, Duration.ofDays(1)));
        SimulatedAccount.ApiKey key = account.apiKey();

        get(path("Calls.json"), key.sid(), key.secret(), 200);
        get(path("Calls.json").replace(account.sid(), subaccount.sid()), key.sid(), key.secret(), 401);
        get("/2010-04-01/Accounts/" + account.sid() + ".json", key.sid(), key.secret(), 401);
        get("/2010-04-01/Accounts.json", key.sid(), key.secret(), 401);
    }

    @Test
    void subaccountTokenCannotReadTheMainAccount() throws IOException {
        SimulatedAccount subaccount = world.addAccount(WorldProfile.LIVELY.history(3, Duration.ofDays(1)));

        get(path("Calls.json"), subaccount.sid(), subaccount.authToken(), 404);
        assertThat(get("/2010-04-01/Accounts.json", subaccount.sid(), subaccount.authToken(), 200)
                        .path("accounts"))
                .hasSize(1);
    }

    @Test
    void suspendedSubaccountIsListedButItsCallsAreNot() throws IOException {
        SimulatedAccount subaccount = world.addAccount(WorldProfile.LIVELY.history(3, Duration.ofDays(1)));
        subaccount.status("suspended");

        assertThat(get("/2010-04-01/Accounts/" + subaccount.sid() + ".json", 200)
                        .path("status")
                        .textValue())
                .isEqualTo("suspended");
        get(path("Calls.json").replace(account.sid(), subaccount.sid()), 403);
    }

    @Test
    void cachesAPageUntilACallOnItChanges() throws IOException {
        api.keepPages(1);
        String page = path("Calls.json?PageSize=1000");
        now = now.plus(Duration.ofDays(20)); // no call changes any more
        SimulatedCall first = world.truth(account.sid(), now).get(0);
        Response kept = response(page);

        assertThat(response(page)).isSameAs(kept);

        account.replace(first.with(first.last().priced(now, "-7.00000")));
        assertThat(response(page)).isNotSameAs(kept);
        assertThat(response(page).body().utf8()).contains("-7.00000");

        account.replace(first.with(first.last().priced(now.plusSeconds(5), "-8.00000")));
        assertThat(response(page)).as("a page with a call that will change").isNotSameAs(response(page));
    }

    private Response response(String path) {
        HttpUrl url = HttpUrl.get("http://localhost" + path);
        return api.get(url, Credentials.basic(account.sid(), account.authToken()), behaviour, now);
    }

    private String path(String resource) {
        return "/2010-04-01/Accounts/" + account.sid() + "/" + resource;
    }

    private static List<String> sids(JsonNode page) {
        return page.path("calls").findValuesAsText("sid");
    }

    private JsonNode get(String path, int status) throws IOException {
        return get(path, account.sid(), account.authToken(), status);
    }

    private JsonNode get(String path, String user, String password, int status) throws IOException {
        HttpUrl url = HttpUrl.get("http://localhost" + path);
        Response response = api.get(url, Credentials.basic(user, password), behaviour, now);
        assertThat(response.status()).as(path).isEqualTo(status);
        return JSON.readTree(response.body().utf8());
    }
}

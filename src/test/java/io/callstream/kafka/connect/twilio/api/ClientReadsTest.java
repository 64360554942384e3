package io.callstream.kafka.connect.twilio.api;

import static io.callstream.kafka.connect.twilio.api.json.Rows.ACCOUNT;
import static io.callstream.kafka.connect.twilio.api.json.Rows.LIST;
import static io.callstream.kafka.connect.twilio.api.json.Rows.SID;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.json.Rows;
import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest.FirstPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest.OneCall;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's requests, and how it reads successful responses. */
@Timeout(60)
class ClientReadsTest extends ClientAgainstAServer {

    @Test
    void readsACompressedPage() throws Exception {
        String body = Rows.pageBefore("\"" + LIST + "?Page=1\"", Rows.number(1), Rows.number(2));
        server.enqueue(json(200)
                .addHeader("Content-Encoding", "gzip")
                .addHeader("Twilio-Request-Id", "RQ1")
                .body(gzip(body))
                .build());

        CallsPage page = page(client().send(LIST_REQUEST, Priority.ROLLING));

        assertThat(page.calls()).extracting(Call::sid).containsExactly("CA%032x".formatted(1), "CA%032x".formatted(2));
        assertThat(page.next()).contains(new PageCursor(LIST + "?Page=1"));
        assertThat(page.requestId()).contains("RQ1");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getTarget()).isEqualTo(LIST + "?PageSize=1000");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo(BASIC);
        assertThat(request.getHeaders().get("Accept-Encoding")).contains("gzip");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("test/1");
    }

    @Test
    void encodesDaysOnTheWire() throws Exception {
        server.enqueue(goodPage());
        CallFilter may = CallFilter.started(Optional.of(LocalDate.of(2024, 5, 1)), LocalDate.of(2024, 6, 1));

        page(client().send(new FirstPage(may, 1000), Priority.BACKFILL));

        assertThat(server.takeRequest().getRequestLine())
                .isEqualTo("GET " + LIST + "?StartTime%3E=2024-05-01&StartTime%3C=2024-06-01&PageSize=1000 HTTP/1.1");
    }

    @Test
    void readsTheNextPageAndOneCall() throws Exception {
        server.enqueue(goodPage());
        server.enqueue(json(200).body(Rows.json(Rows.live())).build());
        AccountClient client = client();

        page(client.send(NEXT, Priority.BACKFILL));
        CallsPage one = page(client.send(new OneCall(SID), Priority.ROLLING));

        assertThat(one.calls()).extracting(Call::sid).containsExactly(SID);
        assertThat(server.takeRequest().getTarget()).isEqualTo(LIST + "?Page=1&PageToken=PACA1&PageSize=1000");
        assertThat(server.takeRequest().getTarget()).isEqualTo(LIST.replace(".json", "/" + SID + ".json"));
    }

    @Test
    void subtractsTheResponseTimeFromTheDate() throws Exception {
        server.enqueue(new MockResponse.Builder(goodPage())
                .headersDelay(1100, TimeUnit.MILLISECONDS)
                .build());

        CallsPage page = page(client().send(LIST_REQUEST, Priority.ROLLING));

        assertThat(page.readAt())
                .isBeforeOrEqualTo(DATE_INSTANT.minusSeconds(2)) // 1.1 s, and nothing below a second
                .isAfter(DATE_INSTANT.minusSeconds(60));
    }

    /** A gateway has replaced the date by its own clock, or the host's is wrong. */
    @Test
    void believesNoDateAheadOfTheWorkersClock() throws Exception {
        MockResponse ahead = new MockResponse.Builder(goodPage())
                .setHeader("Date", "Fri, 29 Nov 2999 23:59:59 GMT")
                .build();
        server.enqueue(ahead);
        server.enqueue(ahead);
        AccountClient client = client();

        for (int response = 0; response < 2; response++) {
            CallsPage page = page(client.send(LIST_REQUEST, Priority.ROLLING));
            assertThat(page.readAt()).isBeforeOrEqualTo(Instant.now());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404})
    void reportsARejectedCursor(int status) throws Exception {
        server.enqueue(error(status, 20001, "Invalid PageToken"));

        CallsReply reply = get(client().send(NEXT, Priority.BACKFILL));

        assertThat(reply)
                .isInstanceOfSatisfying(CallsReply.CursorRejected.class, rejected -> assertThat(rejected.reason())
                        .contains("Invalid PageToken"));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void reportsADeletedCall() throws Exception {
        server.enqueue(error(404, 20404, "not found"));

        assertThat(get(client().send(new OneCall(SID), Priority.ROLLING))).isEqualTo(new CallsReply.NoSuchCall());
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** An ingress' own 404 says nothing of the cursor or the call. */
    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410})
    void retriesAForeignErrorOfACursorAndOfACall(int status) throws Exception {
        AccountClient client = client();
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .setHeader("Content-Type", "text/html")
                    .body("<html>default backend - " + status + "</html>")
                    .build());
            server.enqueue(
                    i == 0 ? goodPage() : json(200).body(Rows.json(Rows.live())).build());
        }

        assertThat(page(client.send(NEXT, Priority.BACKFILL)).calls()).hasSize(1);
        assertThat(page(client.send(new OneCall(SID), Priority.ROLLING)).calls())
                .hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void failsWhenTheAccountListLeadsBack() {
        String path = "/2010-04-01/Accounts.json?PageSize=1000&Page=";
        dispatch(request -> json(200)
                .body("{\"accounts\": [], \"next_page_uri\": \"" + path
                        + (request.getTarget().endsWith("Page=1") ? 2 : 1) + "\"}")
                .build());
        TwilioClient client = new TwilioClient(new Settings().build(url()));
        clients.add(client);

        TwilioApiException failure = failure(client.accounts(ACCOUNT).read());

        assertThat(failure).hasMessageContaining("never end");
        assertThat(server.getRequestCount()).isLessThan(10);
    }

    @Test
    void readsTheAccountsCreationDate() throws Exception {
        server.enqueue(json(200)
                .body("{\"sid\": \"" + ACCOUNT + "\", \"date_created\": \"Thu, 01 Jan 2009 00:00:00 +0000\"}")
                .build());

        AccountFacts facts = get(client().readFacts());

        assertThat(facts.created()).contains(Instant.parse("2009-01-01T00:00:00Z"));
        assertThat(facts.readAt()).isBefore(DATE_INSTANT);
        assertThat(server.takeRequest().getTarget()).isEqualTo("/2010-04-01/Accounts/" + ACCOUNT + ".json");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void readsTheServerTimeIfTheAccountIsForbidden(int status) throws Exception {
        dispatch(request -> request.getTarget().startsWith(LIST) ? goodPage() : error(status, 20003, "No"));

        AccountFacts facts = get(client().readFacts());

        assertThat(facts.created()).isEmpty();
        assertThat(facts.readAt()).isBefore(DATE_INSTANT);
    }
}

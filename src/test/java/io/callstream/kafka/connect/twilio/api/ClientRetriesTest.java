package io.callstream.kafka.connect.twilio.api;

import static io.callstream.kafka.connect.twilio.api.json.Rows.ACCOUNT;
import static io.callstream.kafka.connect.twilio.api.json.Rows.LIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.json.Rows;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client retries, and for how long. */
@Timeout(60)
class ClientRetriesTest extends ClientAgainstAServer {

    /** Following it would never end. */
    @Test
    void retriesAPageThatPointsToItself() throws Exception {
        server.enqueue(json(200)
                .body(Rows.pageBefore("\"" + LIST + "?Page=1&PageToken=PACA1&PageSize=50\"", Rows.number(1)))
                .build());
        server.enqueue(goodPage());

        page(client().send(NEXT, Priority.BACKFILL));

        assertThat(server.takeRequest().getTarget())
                .isEqualTo(server.takeRequest().getTarget());
    }

    @Test
    void retriesA503() throws Exception {
        server.enqueue(error(503, 20503, "Service unavailable"));
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).calls()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void retriesAClosedConnection() throws Exception {
        server.enqueue(new MockResponse.Builder(goodPage())
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).calls()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void retriesAReset() throws Exception {
        String body = Rows.page(Rows.live());
        String response = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: " + DATE
                + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try {
                    try (Socket reset = listener.accept()) {
                        readRequest(reset);
                        reset.setSoLinger(true, 0); // makes close() reset the connection
                    }
                    try (Socket good = listener.accept()) {
                        readRequest(good);
                        good.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            String url = "http://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
            TwilioClient client = new TwilioClient(new Settings().build(url));
            clients.add(client);

            CallsPage page = page(client.account(ACCOUNT).send(LIST_REQUEST, Priority.ROLLING));

            assertThat(page.calls()).hasSize(1);
            get(served);
        }
    }

    @Test
    void retriesABrokenOffBody() throws Exception {
        server.enqueue(new MockResponse.Builder(goodPage())
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).calls()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void retriesATruncatedBodyOfTheRightLength() throws Exception {
        String body = Rows.page(Rows.live());
        server.enqueue(json(200).body(body.substring(0, body.length() / 2)).build());
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).calls()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json"})
    void retriesAnHtmlPage(String type) throws Exception {
        server.enqueue(json(200)
                .setHeader("Content-Type", type)
                .body("<html><body>Please log in</body></html>")
                .build());
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).calls()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void retriesAResponseWithoutDate() throws Exception {
        server.enqueue(new MockResponse.Builder(goodPage()).removeHeader("Date").build());
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).readAt()).isBefore(DATE_INSTANT);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void retriesASporadic401() throws Exception {
        server.enqueue(error(401, 20003, "Authenticate"));
        server.enqueue(error(401, 20003, "Authenticate"));
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).calls()).hasSize(1);
    }

    @Test
    void givesUpOnALastingServerError() {
        dispatch(request -> error(503, 20503, "Service unavailable"));
        AccountClient client = client(settings -> settings.timeout(Duration.ofMillis(300)));

        TwilioApiException failure = failure(client.send(LIST_REQUEST, Priority.ROLLING));

        assertThat(failure.fault()).isEqualTo(Fault.SERVER_ERROR);
        assertThat(failure)
                .hasMessageContaining(ACCOUNT)
                .hasMessageContaining("503, code 20503: Service unavailable")
                .hasMessageContaining("Gave up retrying after");
    }

    @Test
    void failsAfterThree401sAndNamesTheRemedy() {
        dispatch(request -> error(401, 20003, "Authenticate"));

        TwilioApiException failure = failure(client().send(LIST_REQUEST, Priority.ROLLING));

        assertThat(failure.fault()).isEqualTo(Fault.UNAUTHORIZED);
        assertThat(failure)
                .hasMessageContaining(ACCOUNT)
                .hasMessageContaining("401, code 20003: Authenticate")
                .hasMessageContaining("Check twilio.account.sid and the credential")
                .hasMessageContaining("Gave up retrying after 3 attempts");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    private static void readRequest(Socket socket) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String line = request.readLine();
        while (line != null && !line.isEmpty()) {
            line = request.readLine();
        }
    }
}

package io.callstream.kafka.connect.twilio.api;

import static io.callstream.kafka.connect.twilio.api.json.Rows.LIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.ApiSettings.Connection;
import io.callstream.kafka.connect.twilio.api.ApiSettings.HttpProxy;
import io.callstream.kafka.connect.twilio.api.ApiSettings.TrustStore;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsRequest.FirstPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest.NextPage;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client sends the credential to the configured host only, and puts it into no text. */
@Timeout(60)
class ClientSecretsTest extends ClientAgainstAServer {

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void redirectIsNotFollowed(int status) throws Exception {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            other.enqueue(goodPage());
            dispatch(request -> new MockResponse.Builder()
                    .code(status)
                    .addHeader("Location", other.url(LIST))
                    .build());

            TwilioApiException failure = failure(client().send(LIST_REQUEST, Priority.ROLLING));

            assertThat(failure.fault()).isEqualTo(Fault.REDIRECTED);
            assertThat(failure).hasMessageContaining("twilio.api.url");
            assertThat(other.getRequestCount()).isZero();
            assertThat(server.getRequestCount())
                    .as("a gateway may redirect once")
                    .isEqualTo(3);
        }
    }

    /** {@code filter.to} and {@code filter.from} are in every URL, and Twilio repeats them in its cursors. */
    @Test
    void keepsPhoneNumbersOutOfMessages() {
        String cursor = LIST + "?Page=1&To=%2B14155550100&PageSize=50&From=%2B14155550199";
        dispatch(request -> error(403, 20003, "No"));

        TwilioApiException rejected =
                failure(client().send(new NextPage(new PageCursor(cursor), 50), Priority.BACKFILL));
        TwilioApiException foreign =
                failure(client().send(new NextPage(new PageCursor("/elsewhere" + cursor), 50), Priority.BACKFILL));

        assertThat(rejected).hasMessageContaining("Page=1&To=***&").hasMessageContaining("From=***");
        assertThat(foreign).hasMessageContaining("To=***");
        assertThat(rejected.getMessage() + foreign.getMessage()).doesNotContain("1415555");
    }

    @Test
    void sendsNothingToTheServerOfAForeignCursor() throws Exception {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            PageCursor foreign = new PageCursor(other.url(LIST) + "?Page=1");

            TwilioApiException failure = failure(client().send(new NextPage(foreign, 50), Priority.BACKFILL));

            assertThat(failure.fault()).isEqualTo(Fault.UNUSABLE);
            assertThat(failure).hasMessageContaining("no credential was exposed");
            assertThat(other.getRequestCount()).isZero();
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void putsTheSecretIntoNoMessage() {
        dispatch(request -> {
            String status = request.getUrl().queryParameter("Status");
            return switch (status) {
                case "closed" ->
                    new MockResponse.Builder(goodPage())
                            .onResponseStart(new SocketEffect.CloseSocket())
                            .build();
                case "html" -> json(200).body("<html>").build();
                case "redirect" ->
                    new MockResponse.Builder()
                            .code(302)
                            .addHeader("Location", "/")
                            .build();
                default -> error(Integer.parseInt(status), 1, "no");
            };
        });
        AccountClient client = client(settings -> settings.timeout(Duration.ofMillis(20)));

        for (String status : List.of("400", "401", "403", "404", "429", "503", "418", "closed", "html", "redirect")) {
            TwilioApiException failure =
                    failure(client.send(new FirstPage(CallFilter.status(status), 1000), Priority.ROLLING));
            StringWriter everything = new StringWriter();
            failure.printStackTrace(new PrintWriter(everything));
            assertNoSecret(everything.toString());
        }
    }

    @Test
    void putsTheSecretIntoNoSettingsText() {
        ApiSettings plain = new Settings().build(url());
        ApiSettings settings = new ApiSettings(
                plain.baseUrl(),
                plain.credential(),
                plain.filters(),
                plain.limits(),
                plain.skipRowsWithoutSid(),
                plain.retries(),
                new Connection(
                        plain.connection().timeouts(),
                        Optional.of(new HttpProxy("proxy", 3128, Optional.of(new BasicCredential("proxy", SECRET)))),
                        Optional.of(new TrustStore("/trust.p12", Optional.of(SECRET), "PKCS12")),
                        plain.connection().userAgent()));

        assertNoSecret(settings.toString());
        assertNoSecret(CREDENTIAL.toString());
        assertThat(CREDENTIAL).hasToString("BasicCredential[SK1]");
    }

    private static void assertNoSecret(String text) {
        assertThat(text).doesNotContain(SECRET).doesNotContain(BASIC.substring("Basic ".length()));
    }
}

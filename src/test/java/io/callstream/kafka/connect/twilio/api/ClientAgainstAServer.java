package io.callstream.kafka.connect.twilio.api;

import static io.callstream.kafka.connect.twilio.api.json.Rows.ACCOUNT;
import static io.callstream.kafka.connect.twilio.api.json.Rows.LIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.callstream.kafka.connect.twilio.api.ApiSettings.Connection;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Limits;
import io.callstream.kafka.connect.twilio.api.ApiSettings.ListFilters;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Timeouts;
import io.callstream.kafka.connect.twilio.api.json.Rows;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.CallsRequest.FirstPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest.NextPage;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Base of the tests of the client against a server in this JVM, whose responses the test sets. */
abstract class ClientAgainstAServer {
    static final String SECRET = "s3cr3t-t0k3n";
    static final BasicCredential CREDENTIAL = new BasicCredential("SK1", SECRET);
    static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("SK1:" + SECRET).getBytes(StandardCharsets.UTF_8));
    static final String DATE = "Tue, 31 Aug 2010 20:36:29 GMT";
    static final Instant DATE_INSTANT = Instant.parse("2010-08-31T20:36:29Z");
    static final CallsRequest LIST_REQUEST = new FirstPage(CallFilter.NONE, 1000);
    static final CallsRequest NEXT = new NextPage(new PageCursor(LIST + "?Page=1&PageToken=PACA1"), 1000);

    final MockWebServer server = new MockWebServer();
    final List<TwilioClient> clients = new ArrayList<>();

    @BeforeEach
    void startServer() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        clients.forEach(TwilioClient::close);
        server.close();
    }

    AccountClient client() {
        return client(settings -> settings);
    }

    AccountClient client(Function<Settings, Settings> change) {
        TwilioClient client = new TwilioClient(change.apply(new Settings()).build(url()));
        clients.add(client);
        return client.account(ACCOUNT);
    }

    String url() {
        return server.url("/").toString();
    }

    static CallsPage page(CompletableFuture<CallsReply> reply) throws Exception {
        return ((CallsReply.Page) get(reply)).page();
    }

    static <T> T get(CompletableFuture<T> reply) throws Exception {
        return reply.get(30, TimeUnit.SECONDS);
    }

    static TwilioApiException failure(CompletableFuture<?> reply) {
        Throwable thrown = catchThrowable(() -> reply.get(30, TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class).isNotInstanceOf(TimeoutException.class);
        assertThat(thrown.getCause()).isInstanceOf(TwilioApiException.class);
        return (TwilioApiException) thrown.getCause();
    }

    static boolean await(CountDownLatch latch, Duration timeout) throws InterruptedException {
        return latch.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    interface Responses {
        MockResponse to(RecordedRequest request) throws InterruptedException;
    }

    void dispatch(Responses responses) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return responses.to(request);
            }
        });
    }

    static MockResponse goodPage() {
        return json(200).body(Rows.page(Rows.live())).build();
    }

    static MockResponse error(int status, int code, String message) {
        return json(status)
                .body("{\"code\": " + code + ", \"message\": \"" + message + "\", \"status\": " + status + "}")
                .build();
    }

    static MockResponse.Builder json(int status) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json;charset=utf-8")
                .setHeader("Date", DATE);
    }

    static Buffer gzip(String text) throws IOException {
        Buffer compressed = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(compressed))) {
            sink.writeUtf8(text);
        }
        return compressed;
    }

    /** Settings with negligible waits. */
    static final class Settings {

        private int maxConcurrentRequests = 2;
        private boolean skipRowsWithoutSid;
        private long maxResponseBytes = ApiSettings.DEFAULT_MAX_RESPONSE_BYTES;
        private Duration timeout = Duration.ofSeconds(30);

        Settings maxConcurrentRequests(int max) {
            maxConcurrentRequests = max;
            return this;
        }

        Settings skipRowsWithoutSid(boolean skip) {
            skipRowsWithoutSid = skip;
            return this;
        }

        Settings maxResponseBytes(long max) {
            maxResponseBytes = max;
            return this;
        }

        Settings timeout(Duration newTimeout) {
            timeout = newTimeout;
            return this;
        }

        ApiSettings build(String url) {
            return new ApiSettings(
                    URI.create(url),
                    CREDENTIAL,
                    ListFilters.NONE,
                    new Limits(1000, maxConcurrentRequests, maxResponseBytes),
                    skipRowsWithoutSid,
                    new Retries(Duration.ofMillis(1), Duration.ofMillis(1), timeout),
                    new Connection(
                            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(10)),
                            Optional.empty(),
                            Optional.empty(),
                            "test/1"));
        }
    }
}

package io.callstream.kafka.connect.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses that are slow, truncated, or garbled: the client retries, and nothing is lost. */
class BadNetworkTest {

    private MockWebServer server;
    private final List<TwilioClient> clients = new ArrayList<>();

    @BeforeEach
    void startServer() throws IOException {
        server = new MockWebServer();
        server.start();
    }

    @AfterEach
    void close() {
        clients.forEach(TwilioClient::close);
        server.close();
    }

    @Test
    void timesOutOnADrippingBody() throws Exception {
        server.enqueue(TestApi.page().throttleBody(1, 50, TimeUnit.MILLISECONDS).build());
        enqueueGoodPages();
        ApiSettings settings = TestApi.withReadTimeout(url(), Duration.ofMillis(200));
        assertThat(settings.connection().timeouts().whole()).isLessThan(Duration.ofMillis(50L * 60));

        assertThat(rows(account(settings))).isEqualTo(1);
        assertThat(server.getRequestCount()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void retriesAfterAReadTimeout() throws Exception {
        server.enqueue(TestApi.page().headersDelay(1, TimeUnit.MINUTES).build());
        enqueueGoodPages();

        assertThat(rows(account(TestApi.withReadTimeout(url(), Duration.ofMillis(200)))))
                .isEqualTo(1);
    }

    @Test
    void retriesATruncatedCompressedBody() throws Exception {
        Buffer whole = gzip("{\"calls\":[{\"sid\":\"CA1\",\"status\":\"completed\"}],\"next_page_uri\":null}");
        Buffer half = new Buffer();
        half.write(whole, whole.size() / 2);
        server.enqueue(
                TestApi.page().addHeader("Content-Encoding", "gzip").body(half).build());
        server.enqueue(TestApi.page().build());

        assertThat(rows(account(TestApi.settings(url(), TestApi.QUICK)))).isEqualTo(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    static List<String> garbledBodies() {
        return List.of(
                "",
                "null",
                "[]",
                "{\"calls\":{}}",
                "{\"calls\":[" + "[".repeat(100_000),
                "{\"unknown\":" + "{\"a\":".repeat(100_000),
                "{\"calls\":[{\"sid\":\"CA1\",\"status\":\"\u0000",
                "{\"calls\":[{\"sid\":\"CA1\"}]} trailing");
    }

    @ParameterizedTest
    @MethodSource("garbledBodies")
    void retriesAGarbledBody(String body) throws Exception {
        server.enqueue(TestApi.page().body(body).build());
        server.enqueue(TestApi.page().build());

        assertThat(rows(account(TestApi.settings(url(), TestApi.QUICK)))).isEqualTo(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void retriesABodyInAnInvalidEncoding() throws Exception {
        server.enqueue(TestApi.page()
                .body(new Buffer().write(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, (byte) 0xFF, '"'}))
                .build());
        server.enqueue(TestApi.page().build());

        assertThat(rows(account(TestApi.settings(url(), TestApi.QUICK)))).isEqualTo(1);
    }

    @Test
    void namesAHostWithoutAddress() {
        Retries brief = new Retries(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(200));
        AccountClient account = account(TestApi.settings("https://api.nowhere.invalid", brief));

        Throwable failure = catchThrowable(
                () -> account.send(TestApi.LIST, Priority.ROLLING).get(60, TimeUnit.SECONDS));

        assertThat(failure)
                .cause()
                .hasMessageContaining("api.nowhere.invalid")
                .hasMessageContaining("UnknownHostException")
                .hasMessageContaining("check twilio.region, twilio.edge and twilio.api.url");
    }

    @Test
    void losesNoRequestInABurstOf429sAndRegainsItsPace() throws Exception {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger throttled = new AtomicInteger();
        AtomicInteger limit = new AtomicInteger(2);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                int now = inFlight.incrementAndGet();
                try {
                    TimeUnit.MILLISECONDS.sleep(20);
                    most.accumulateAndGet(now, Math::max);
                    if (now > limit.get()) {
                        throttled.incrementAndGet();
                        return TestApi.error(429, 20429).build();
                    }
                    return TestApi.page().build();
                } finally {
                    inFlight.decrementAndGet();
                }
            }
        });
        ApiSettings eight = TestApi.settings(url(), TestApi.QUICK, Optional.empty(), Optional.empty(), 8);
        AccountClient account = account(eight);

        assertThat(succeeded(account, 60)).isEqualTo(60);
        assertThat(throttled.get())
                .as("429s of 60 requests, of which 2 at a time are allowed")
                .isBetween(1, 30);

        limit.set(100);
        succeeded(account, 300); // more than the longest probe interval
        most.set(0);
        assertThat(succeeded(account, 60)).isEqualTo(60);
        assertThat(most.get()).as("most in flight after the recovery").isGreaterThanOrEqualTo(6);
    }

    /** More than one: on a busy machine a good response may time out as well. */
    private void enqueueGoodPages() {
        for (int i = 0; i < 10; i++) {
            server.enqueue(TestApi.page().build());
        }
    }

    private static int succeeded(AccountClient account, int requests) throws Exception {
        List<CompletableFuture<CallsReply>> replies = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            replies.add(account.send(TestApi.LIST, Priority.BACKFILL));
        }
        int pages = 0;
        for (CompletableFuture<CallsReply> reply : replies) {
            pages += reply.get(60, TimeUnit.SECONDS) instanceof CallsReply.Page ? 1 : 0;
        }
        return pages;
    }

    private static int rows(AccountClient account) throws Exception {
        CallsReply reply = account.send(TestApi.LIST, Priority.ROLLING).get(60, TimeUnit.SECONDS);
        return ((CallsReply.Page) reply).page().calls().size();
    }

    private AccountClient account(ApiSettings settings) {
        TwilioClient client = new TwilioClient(settings);
        clients.add(client);
        return client.account(TestApi.ACCOUNT);
    }

    private String url() {
        return server.url("/").toString();
    }

    private static Buffer gzip(String text) throws IOException {
        Buffer compressed = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(compressed))) {
            sink.writeUtf8(text);
        }
        return compressed;
    }
}

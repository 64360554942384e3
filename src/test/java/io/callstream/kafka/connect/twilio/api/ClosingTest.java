package io.callstream.kafka.connect.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing the client completes every pending request. */
@Timeout(60)
class ClosingTest {

    private static final Retries SLOW = new Retries(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(5));

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void startServer() throws IOException {
        server.start();
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void cancelsRequestsInFlightAndQueued() throws Exception {
        IntStream.range(0, 4)
                .forEach(i -> server.enqueue(new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build()));
        TwilioClient client = client(TestApi.QUICK);
        AccountClient account = client.account(TestApi.ACCOUNT);
        List<CompletableFuture<CallsReply>> replies = IntStream.range(0, 10)
                .mapToObj(i -> account.send(TestApi.LIST, Priority.BACKFILL))
                .toList();
        for (int i = 0; i < 4; i++) {
            assertThat(server.takeRequest(20, TimeUnit.SECONDS)).isNotNull();
        }

        client.close();

        replies.forEach(ClosingTest::assertCancelled);
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void cancelsARequestThatWaitsForARetry() throws Exception {
        server.enqueue(TestApi.error(503, 20503).build());
        TwilioClient client = client(SLOW);
        // The jitter may choose no wait; then the second attempt is in flight, and stalls.
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        CompletableFuture<CallsReply> reply = client.account(TestApi.ACCOUNT).send(TestApi.LIST, Priority.ROLLING);
        assertThat(server.takeRequest(20, TimeUnit.SECONDS)).isNotNull();

        client.close();

        assertCancelled(reply);
    }

    @Test
    void cancelsTheRequestsOfAPausedAccount() throws Exception {
        server.enqueue(
                TestApi.error(429, 20429).addHeader("Retry-After", "3600").build());
        TwilioClient client = client(SLOW);
        AccountClient account = client.account(TestApi.ACCOUNT);
        CompletableFuture<CallsReply> throttled = account.send(TestApi.LIST, Priority.ROLLING);
        assertThat(server.takeRequest(20, TimeUnit.SECONDS)).isNotNull();
        CompletableFuture<CallsReply> other = account.send(TestApi.LIST, Priority.ROLLING);

        client.close();

        assertCancelled(throttled);
        assertCancelled(other);
    }

    @Test
    void cancelsRequestsAfterClosing() {
        TwilioClient client = client(TestApi.QUICK);
        AccountClient account = client.account(TestApi.ACCOUNT);

        client.close();

        assertCancelled(account.send(TestApi.LIST, Priority.ROLLING));
        assertCancelled(account.readFacts());
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void leavesNoThread() throws Exception {
        server.enqueue(TestApi.error(503, 20503).build());
        server.enqueue(TestApi.page().build());
        TwilioClient client = client(TestApi.QUICK);
        client.account(TestApi.ACCOUNT).send(TestApi.LIST, Priority.ROLLING).get(20, TimeUnit.SECONDS);
        List<Thread> threads = threads();
        assertThat(threads).isNotEmpty();

        client.close();

        await().untilAsserted(() -> assertThat(threads).noneMatch(Thread::isAlive));
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("twilio-api-"))
                .toList();
    }

    private static void assertCancelled(CompletableFuture<?> reply) {
        assertThat(reply.handle((value, failure) -> TwilioApiException.causeOf(failure)))
                .succeedsWithin(Duration.ofSeconds(20))
                .isInstanceOf(CancellationException.class)
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessageContaining("closed");
    }

    private TwilioClient client(Retries retries) {
        return new TwilioClient(TestApi.settings(server.url("/").toString(), retries));
    }
}

package io.callstream.kafka.connect.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a request is retried, when retries end, and the message then. */
@Timeout(60)
class RetryingTest extends ClientAgainstAServer {

    @ParameterizedTest
    @CsvSource({"429, 20429", "503, 20503"})
    void capsALongRetryAfterAtTheRetryTimeout(int status, int code) {
        respondAlways(
                TestApi.error(status, code).addHeader("Retry-After", "86400").build());

        TwilioApiException failure = failureOf(account(retryTimeout(Duration.ofMillis(300))));

        assertThat(failure)
                .hasMessageContaining(status + ", code " + code)
                .hasMessageContaining("(Retry-After: 86400 s)")
                .hasMessageContaining("Gave up retrying after");
    }

    @Test
    void pausesTheWholeAccountForTheRetryAfterOfA503() throws Exception {
        List<Long> received = new CopyOnWriteArrayList<>();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                received.add(System.nanoTime());
                return received.size() == 1
                        ? TestApi.error(503, 20503)
                                .addHeader("Retry-After", "1")
                                .build()
                        : TestApi.page().build();
            }
        });
        String url = server.url("/").toString();
        AccountClient account = account(TestApi.settings(url, TestApi.QUICK, Optional.empty(), Optional.empty(), 1));
        CompletableFuture<CallsReply> paused = account.send(TestApi.LIST, Priority.ROLLING);
        // Its turn comes when the first gets its Retry-After.
        CompletableFuture<CallsReply> other = account.send(TestApi.LIST, Priority.ROLLING);

        CompletableFuture.allOf(paused, other).get(20, TimeUnit.SECONDS);

        assertThat(received).hasSize(3);
        assertThat(Duration.ofNanos(received.get(1) - received.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    /** The request waits for longer than the retry timeout before it is sent, and then fails once. */
    @Test
    void retriesARequestThatWaitedForTheRetryAfterOfAnother() throws Exception {
        AtomicInteger ofOther = new AtomicInteger();
        dispatch(request -> {
            boolean isOther = "busy".equals(request.getUrl().queryParameter("Status"));
            if (isOther && ofOther.incrementAndGet() == 2) {
                return TestApi.page().build();
            }
            return isOther
                    ? TestApi.error(503, 20503).build()
                    : TestApi.error(503, 20503)
                            .addHeader("Retry-After", "86400")
                            .build();
        });
        Retries retries = retryTimeout(Duration.ofSeconds(1));
        AccountClient account = account(TestApi.settings(url(), retries, Optional.empty(), Optional.empty(), 1));
        account.send(TestApi.LIST, Priority.ROLLING);
        CompletableFuture<CallsReply> other =
                account.send(new CallsRequest.FirstPage(CallFilter.status("busy"), 50), Priority.ROLLING);

        assertThat(other.get(30, TimeUnit.SECONDS)).isInstanceOf(CallsReply.Page.class);
        assertThat(ofOther).hasValue(2);
    }

    @Test
    void survivesASingle401InALongOutage() throws Exception {
        for (int i = 0; i < 3; i++) {
            server.enqueue(TestApi.error(503, 20503).build());
            server.enqueue(TestApi.error(401, 20003).build());
        }
        server.enqueue(TestApi.page().build());

        CallsReply reply =
                account(TestApi.QUICK).send(TestApi.LIST, Priority.ROLLING).get(20, TimeUnit.SECONDS);

        assertThat(reply).isInstanceOf(CallsReply.Page.class);
        assertThat(server.getRequestCount()).isEqualTo(7);
    }

    @Test
    void summarizesAllFailuresWhenItGivesUp() {
        server.enqueue(TestApi.error(503, 20503).build());
        server.enqueue(TestApi.error(429, 20429).build());
        server.enqueue(TestApi.error(500, 20500).build());
        server.enqueue(
                TestApi.error(404, 20404).addHeader("twilio-request-id", "RQ7").build());

        TwilioApiException failure = failureOf(account(TestApi.QUICK));

        assertThat(failure)
                .hasMessageStartingWith("Account " + TestApi.ACCOUNT + ": Twilio returned 404, code 20404: simulated.")
                .hasMessageContaining("/Calls.json?PageSize=")
                .hasMessageContaining("attempt 4, request RQ7.")
                .hasMessageContaining("Gave up retrying after 4 attempts")
                .hasMessageContaining("1 x THROTTLED, 2 x SERVER_ERROR, 1 x NOT_FOUND");
    }

    @Test
    void retriesAnUnreachableHostUntilTheRetryTimeout() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        TwilioApiException failure =
                failureOf(account("http://localhost:" + port, retryTimeout(Duration.ofMillis(200))));

        assertThat(failure.fault()).isEqualTo(Fault.UNREACHABLE);
        assertThat(failure)
                .hasMessageContaining("ConnectException")
                .hasMessageContaining("check twilio.region, twilio.edge and twilio.api.url")
                .hasMessageContaining("Gave up retrying after");
    }

    @Test
    void keepsServerTextOnOneLine() {
        respondAlways(new MockResponse.Builder()
                .code(400)
                .body("{\"code\":20001,\"message\":\"bad\\nWARN forged line\\u001b[31m" + "x".repeat(2000)
                        + "\",\"status\":400}")
                .build());

        String message = failureOf(account(TestApi.QUICK)).getMessage();

        assertThat(message)
                .contains("bad WARN forged line [31mx")
                .doesNotContain("\n", "\u001b")
                .hasSizeLessThan(1500);
    }

    private void respondAlways(MockResponse response) {
        dispatch(request -> response);
    }

    private static Retries retryTimeout(Duration timeout) {
        return new Retries(Duration.ofMillis(1), Duration.ofMillis(20), timeout);
    }

    private AccountClient account(Retries retries) {
        return account(url(), retries);
    }

    private AccountClient account(String url, Retries retries) {
        return account(TestApi.settings(url, retries));
    }

    private AccountClient account(ApiSettings settings) {
        TwilioClient client = new TwilioClient(settings);
        clients.add(client);
        return client.account(TestApi.ACCOUNT);
    }

    private static TwilioApiException failureOf(AccountClient account) {
        return failure(account.send(TestApi.LIST, Priority.ROLLING));
    }
}

package io.callstream.kafka.connect.twilio.api;

import static io.callstream.kafka.connect.twilio.api.json.Rows.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.http.HttpExchange;
import io.callstream.kafka.connect.twilio.api.pace.Limiter;
import io.callstream.kafka.connect.twilio.api.pace.OutageLog;
import io.callstream.kafka.connect.twilio.api.pace.Sender;
import io.callstream.kafka.connect.twilio.api.pace.Timing;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest.FirstPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The number of requests in flight, their order, page size and timing. */
@Timeout(60)
class ClientPaceTest extends ClientAgainstAServer {

    @Test
    void lowersTheRequestsInFlightAfterA429AndLosesNothing() throws Exception {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(4);
        server.enqueue(error(429, 20429, "Too Many Requests"));
        server.enqueue(goodPage());
        AccountClient client = client(settings -> settings.maxConcurrentRequests(4));
        page(client.send(LIST_REQUEST, Priority.ROLLING));
        assertThat(server.getRequestCount()).isEqualTo(2);
        dispatch(request -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            four.countDown();
            await(four, Duration.ofMillis(200)); // four at once would meet here
            inFlight.decrementAndGet();
            return goodPage();
        });

        List<CompletableFuture<CallsReply>> replies = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            replies.add(client.send(LIST_REQUEST, Priority.ROLLING));
        }

        for (CompletableFuture<CallsReply> reply : replies) {
            assertThat(page(reply).calls()).hasSize(1);
        }
        assertThat(most).hasValue(3);
        assertThat(server.getRequestCount()).isEqualTo(6);
    }

    @Test
    void reachesTheConfiguredConcurrency() throws Exception {
        CountDownLatch four = new CountDownLatch(4);
        AtomicInteger alone = new AtomicInteger();
        dispatch(request -> {
            four.countDown();
            if (!await(four, Duration.ofSeconds(20))) {
                alone.incrementAndGet();
            }
            return goodPage();
        });
        AccountClient client = client(settings -> settings.maxConcurrentRequests(4));

        List<CompletableFuture<CallsReply>> replies = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            replies.add(client.send(LIST_REQUEST, Priority.ROLLING));
        }

        for (CompletableFuture<CallsReply> reply : replies) {
            page(reply);
        }
        assertThat(alone).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "Tue, 31 Aug 2010 20:36:30 GMT"})
    void waitsForTheRetryAfter(String retryAfter) throws Exception {
        List<Long> arrivals = new CopyOnWriteArrayList<>();
        dispatch(request -> {
            arrivals.add(System.nanoTime());
            return arrivals.size() > 1
                    ? goodPage()
                    : new MockResponse.Builder(error(429, 20429, "Too Many Requests"))
                            .addHeader("Retry-After", retryAfter)
                            .build();
        });

        page(client().send(LIST_REQUEST, Priority.ROLLING));

        assertThat(arrivals).hasSize(2);
        assertThat(Duration.ofNanos(arrivals.get(1) - arrivals.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void requestsASmallerPageAfterRepeatedFailures() throws Exception {
        server.enqueue(error(503, 20503, "Service unavailable"));
        server.enqueue(error(503, 20503, "Service unavailable"));
        server.enqueue(goodPage());

        page(client().send(NEXT, Priority.ROLLING));

        List<String> sizes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sizes.add(server.takeRequest().getUrl().queryParameter("PageSize"));
        }
        assertThat(sizes).containsExactly("1000", "1000", "500");
    }

    @Test
    void sendsRollingRequestsBeforeBackfill() throws Exception {
        CountDownLatch allWait = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        dispatch(request -> {
            order.add(request.getUrl().queryParameter("Status"));
            await(allWait, Duration.ofSeconds(20));
            return goodPage();
        });
        ApiSettings settings = new Settings().maxConcurrentRequests(1).build(url());
        OkHttpClient http = new OkHttpClient();
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
        try {
            Timing timing = new Timing(timer, System::nanoTime, () -> 1);
            Sender sender = new Sender(
                    new Limiter(1, timing).of(1),
                    settings.retries(),
                    timing,
                    new OutageLog(LoggerFactory.getLogger(AccountClient.class), System::nanoTime)
                            .of(ACCOUNT, RequestListener.NONE),
                    RequestListener.NONE);
            AccountClient client = new AccountClient(
                    ACCOUNT, settings, new HttpExchange(http, new ServerClock(Clocks.SYSTEM), settings), sender);
            List<CompletableFuture<CallsReply>> replies = new ArrayList<>();
            for (String status : List.of("first", "past 1", "past 2", "now 1", "past 3", "now 2")) {
                Priority priority = status.startsWith("now") ? Priority.ROLLING : Priority.BACKFILL;
                replies.add(client.send(new FirstPage(CallFilter.status(status), 50), priority));
            }
            timer.submit(() -> {}).get(20, TimeUnit.SECONDS); // after all requests: now they are queued
            allWait.countDown();

            for (CompletableFuture<CallsReply> reply : replies) {
                page(reply);
            }
            assertThat(order).containsExactly("first", "now 1", "now 2", "past 1", "past 2", "past 3");
        } finally {
            timer.shutdownNow();
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }
}

package io.callstream.kafka.connect.twilio.api.pace;

import io.callstream.kafka.connect.twilio.api.AccountClient;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.RequestListener;
import io.callstream.kafka.connect.twilio.api.TestApi;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * An account that serves a number of requests at once and throttles the others, and a client that always has requests to
 * send, in virtual time.
 */
final class ModelAccount {

    /**
     * How the account responds.
     *
     * @param wire there and back
     * @param latency429 time until a 429 is returned
     * @param throttledCount whether a throttled request counts as in flight until then
     */
    record Latency(Duration wire, Duration latency429, boolean throttledCount) {

        /** A 429 is returned at once. */
        static final Latency PROMPT = new Latency(Duration.ZERO, Duration.ZERO, false);

        /** A quarter of the time is the round trip, during which a request is in flight for the client only. */
        static final Latency FAR_AWAY = new Latency(Duration.ofMillis(120), Duration.ofMillis(10), false);

        /** A 429 takes as long as a success, and counts as long. */
        static final Latency SLOW_429S = new Latency(Duration.ZERO, Duration.ofMillis(400), true);
    }

    /**
     * The figures of a period.
     *
     * @param used requests being served, of those allowed and wanted, on average
     * @param throttled share of the requests that got a 429
     */
    record Measured(double used, double throttled, long successes, long count429) {}

    private static final Retries RETRIES =
            new Retries(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofHours(1));

    private final VirtualTimer timer = new VirtualTimer();
    private final Random random;
    private final Latency latency;
    private final int cap;
    private final Sender sender;

    private int limit;
    private int inService;
    private int throttledInFlight;
    private long succeeded;
    private long throttled;
    private long lost;
    private double servedNanos;
    private double allowedNanos;
    private long lastChange;

    ModelAccount(long seed, int limit, int cap, Latency latency) {
        this.random = new Random(seed);
        this.limit = limit;
        this.cap = cap;
        this.latency = latency;
        Timing timing = new Timing(timer, timer::nanoTime, random::nextDouble);
        this.sender = new Sender(
                new Limiter(2 * cap, timing).of(cap),
                RETRIES,
                timing,
                new OutageLog(LoggerFactory.getLogger(AccountClient.class), timer::nanoTime)
                        .of(TestApi.ACCOUNT, RequestListener.NONE),
                RequestListener.NONE);
        for (int i = 0; i < cap; i++) {
            send();
        }
    }

    /** Changes the number of requests that the account serves at once. */
    void limit(int newLimit) {
        count();
        limit = newLimit;
    }

    /** Advances the time, and returns the figures. */
    Measured run(Duration duration) {
        count();
        long succeededBefore = succeeded;
        long throttledBefore = throttled;
        servedNanos = 0;
        allowedNanos = 0;
        timer.pass(duration);
        count();
        long newSuccesses = succeeded - succeededBefore;
        long newThrottled = throttled - throttledBefore;
        return new Measured(
                servedNanos / allowedNanos,
                newThrottled / Math.max(1.0, newSuccesses + newThrottled),
                newSuccesses,
                newThrottled);
    }

    /** Requests that failed for good. */
    long lost() {
        return lost;
    }

    private void send() {
        sender.send(Priority.BACKFILL, attempt -> serve(), response -> response).whenComplete((value, failure) -> {
            if (failure != null) {
                lost++;
            }
            send();
        });
    }

    private CompletableFuture<String> serve() {
        CompletableFuture<String> response = new CompletableFuture<>();
        // Requests may overtake each other.
        long there = (long) (latency.wire().toNanos() * random.nextDouble());
        long back = latency.wire().toNanos() - there;
        after(there, () -> {
            if (inService + throttledInFlight >= limit) {
                throttled++;
                throttledInFlight += latency.throttledCount() ? 1 : 0;
                after(latency.latency429().toNanos(), () -> {
                    throttledInFlight -= latency.throttledCount() ? 1 : 0;
                    after(
                            back,
                            () -> response.completeExceptionally(new TwilioApiException(
                                    Fault.THROTTLED, "throttled", "throttled", Optional.empty(), null)));
                });
                return;
            }
            count();
            inService++;
            after(TimeUnit.MILLISECONDS.toNanos(100 + random.nextInt(600)), () -> {
                count();
                inService--;
                succeeded++;
                after(back, () -> response.complete("response"));
            });
        });
        return response;
    }

    private void after(long nanos, Runnable what) {
        if (nanos == 0) {
            what.run();
        } else {
            timer.schedule(what, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void count() {
        long now = timer.nanoTime();
        servedNanos += (double) inService * (now - lastChange);
        allowedNanos += (double) Math.min(limit, cap) * (now - lastChange);
        lastChange = now;
    }
}

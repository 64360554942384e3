package io.callstream.kafka.connect.twilio.api.pace;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.RequestListener;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.api.pace.Concurrency.Permit;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an account's requests: each when its turn has come, again while that may help, and none after closing. Does not
 * know what they ask.
 */
public final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final Limiter limiter;
    private final Backoff backoff;
    private final Duration timeout;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final RequestListener listener;
    private final OutageLog.OfAccount outages;

    /** Outcomes that somebody waits for. */
    private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /**
     * @param timer runs what has to wait
     * @param jitter numbers from 0 to 1, evenly spread
     * @param nanoTime monotonic clock
     * @param outages tells the log of failures
     * @param listener is told of each request
     */
    public Sender(
            int maxConcurrentRequests,
            Retries retries,
            ScheduledExecutorService timer,
            DoubleSupplier jitter,
            LongSupplier nanoTime,
            OutageLog.OfAccount outages,
            RequestListener listener) {
        this.limiter = new Limiter(maxConcurrentRequests, timer, nanoTime);
        this.backoff = new Backoff(retries, jitter);
        // Failsafe takes no zero.
        this.timeout = retries.timeout().isZero() ? Duration.ofMillis(1) : retries.timeout();
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.outages = outages;
    }

    /**
     * Sends a request. The next may follow as soon as an answer is there, while that is still being read.
     *
     * @param attempt sends it once; is given the number of the attempt, from 1
     * @param reader reads an answer; what it throws fails the attempt
     * @return completes with the first success; with a {@link TwilioApiException} once retrying is over or pointless; or
     *     with a {@link CancellationException} when this is closed first
     */
    public <A, T> CompletableFuture<T> send(
            Priority priority, IntFunction<CompletableFuture<A>> attempt, Function<A, T> reader) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        pending.add(outcome);
        outcome.whenComplete((value, failure) -> pending.remove(outcome));
        // Looked at after joining the pending: close() either finds it there or is seen here.
        if (closed) {
            outcome.completeExceptionally(closedFirst());
            return outcome;
        }
        Attempts attempts = new Attempts(nanoTime);
        this.<T>retrying(attempts)
                .getStageAsync(context -> limiter.acquire(priority).thenCompose(permit -> {
                    long sent = nanoTime.getAsLong();
                    return once(attempt, context.getAttemptCount() + 1)
                            .whenComplete((answer, failure) -> release(permit, failure))
                            .thenApply(reader)
                            .whenComplete((value, failure) -> noteOutcome(attempts, failure, sent));
                }))
                .whenComplete((value, failure) -> {
                    if (failure == null) {
                        outages.answered(attempts);
                        outcome.complete(value);
                    } else {
                        outages.givenUp(attempts);
                        outcome.completeExceptionally(
                                causeOf(failure) instanceof TwilioApiException known
                                        ? attempts.story(known)
                                        : causeOf(failure));
                    }
                });
        return outcome;
    }

    /** No request is sent from now on, and all that wait for an answer are told so. */
    public void close() {
        closed = true;
        pending.forEach(outcome -> outcome.completeExceptionally(closedFirst()));
    }

    /** A stage that follows another wraps the failure of the one before. */
    public static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private <T> FailsafeExecutor<T> retrying(Attempts attempts) {
        return Failsafe.with(RetryPolicy.<T>builder()
                        .handleIf((Throwable failure) ->
                                failure instanceof TwilioApiException && !closed && attempts.mayGoOn())
                        .withMaxRetries(-1)
                        .withMaxDuration(timeout)
                        .withDelayFn(context -> backoff.delay(context.getAttemptCount(), context.getLastException()))
                        .onRetryScheduled(event -> noteRetry(attempts, event.getLastException(), event.getDelay()))
                        .build())
                .with(timer);
    }

    private <A> CompletableFuture<A> once(IntFunction<CompletableFuture<A>> attempt, int number) {
        if (closed) {
            return CompletableFuture.failedFuture(closedFirst());
        }
        try {
            return attempt.apply(number);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e); // what was acquired is given back like after any failure
        }
    }

    /** That a request is refused now and then is how the number of requests at once is found, and no outage. */
    private void noteRetry(Attempts attempts, Throwable failure, Duration delay) {
        if (attempts.refusedOnce()) {
            LOG.debug("{} It is sent again in {} ms.", failure.getMessage(), delay.toMillis());
        } else {
            outages.retrying(attempts, failure, delay);
        }
    }

    private void release(Permit permit, @Nullable Throwable failure) {
        if (closed) {
            return;
        }
        if (failure == null) {
            limiter.answered(permit);
        } else if (causeOf(failure) instanceof TwilioApiException known) {
            int refusedAlone = known.fault() == Fault.THROTTLED ? limiter.refused(permit) : 0;
            backoff.accountPause(known, refusedAlone).ifPresent(limiter::pause);
        }
        limiter.release(permit);
    }

    private void noteOutcome(Attempts attempts, @Nullable Throwable failure, long sent) {
        if (closed) {
            return;
        }
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - sent);
        if (failure == null) {
            listener.answered(took);
        } else if (causeOf(failure) instanceof TwilioApiException known) {
            listener.failed(known.fault(), took);
            attempts.failed(known.fault());
        }
    }

    private static CancellationException closedFirst() {
        return new CancellationException("The client was closed before the answer came");
    }
}

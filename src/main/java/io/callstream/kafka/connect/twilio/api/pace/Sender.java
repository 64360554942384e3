package io.callstream.kafka.connect.twilio.api.pace;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.RequestListener;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.api.pace.Limiter.Permits;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an account's requests: each when its turn has come, retried while that may help, and none after closing. Requests
 * and responses are opaque.
 */
public final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final Limiter.OfAccount limiter;
    private final Backoff backoff;
    private final Duration timeout;
    private final Timing timing;
    private final RequestListener listener;
    private final OutageLog.OfAccount outages;

    /** Futures that are not completed yet. */
    private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /** Turns the response of type {@code A} into a reply of type {@code T}. */
    public interface Reader<A, T> {

        /** Reads a response; an exception fails the attempt. */
        T read(A response);

        /** The reply that a failed attempt stands for; empty if it is a failure. Called once for each failed attempt. */
        default Optional<T> replyTo(Throwable failure) {
            return Optional.empty();
        }

        /** Whether a failure is no reason for alarm: it is retried, but not logged as an outage. */
        default boolean isExpected(Throwable failure) {
            return false;
        }
    }

    /**
     * @param limiter decides when a request may be sent
     * @param outages logs failures
     * @param listener is called for each request
     */
    public Sender(
            Limiter.OfAccount limiter,
            Retries retries,
            Timing timing,
            OutageLog.OfAccount outages,
            RequestListener listener) {
        this.limiter = limiter;
        this.backoff = new Backoff(retries, timing.jitter());
        this.timeout = retries.timeout();
        this.timing = timing;
        this.listener = listener;
        this.outages = outages;
    }

    /**
     * Sends a request. The next may be sent as soon as the response is received, while it is still being read.
     *
     * @param attempt sends the request once; its argument is the number of the attempt, from 1
     * @return completes with the first reply; with a {@link TwilioApiException} once retries are exhausted or cannot help; or
     *     with a {@link CancellationException} when this is closed first
     */
    public <A, T> CompletableFuture<T> send(
            Priority priority, IntFunction<CompletableFuture<A>> attempt, Reader<A, T> reader) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        pending.add(outcome);
        outcome.whenComplete((value, failure) -> pending.remove(outcome));
        // Checked after joining the pending: close() either finds it there or is seen here.
        if (closed) {
            outcome.completeExceptionally(closedFirst());
            return outcome;
        }
        Attempts attempts = new Attempts(timing.nanoTime(), timeout);
        this.<T>retrying(attempts, reader)
                .getStageAsync(context -> limiter.acquire(priority).thenCompose(permits -> {
                    long sent = timing.nanoTime().getAsLong();
                    return reply(once(attempt, context.getAttemptCount() + 1), reader, permits)
                            .whenComplete((value, failure) -> noteOutcome(attempts, failure, sent));
                }))
                .whenComplete((value, failure) -> {
                    if (failure == null) {
                        outages.succeeded(attempts);
                        outcome.complete(value);
                    } else {
                        outages.abandoned(attempts);
                        outcome.completeExceptionally(
                                TwilioApiException.causeOf(failure) instanceof TwilioApiException known
                                        ? attempts.summarize(known)
                                        : TwilioApiException.causeOf(failure));
                    }
                });
        return outcome;
    }

    /** Sends no request from now on, and completes all pending futures with a {@link CancellationException}. */
    public void close() {
        closed = true;
        pending.forEach(outcome -> outcome.completeExceptionally(closedFirst()));
    }

    private <T> FailsafeExecutor<T> retrying(Attempts attempts, Reader<?, T> reader) {
        return Failsafe.with(RetryPolicy.<T>builder()
                        .handleIf((Throwable failure) ->
                                failure instanceof TwilioApiException && !closed && attempts.canRetry())
                        .withMaxRetries(-1)
                        // Failsafe's own maximum duration would include the waits for a permit.
                        .withDelayFn(context ->
                                attempts.nextWait(backoff.delay(context.getAttemptCount(), context.getLastException())))
                        .onRetryScheduled(
                                event -> noteRetry(attempts, reader, event.getLastException(), event.getDelay()))
                        .build())
                .with(timing.timer());
    }

    private <A> CompletableFuture<A> once(IntFunction<CompletableFuture<A>> attempt, int number) {
        if (closed) {
            return CompletableFuture.failedFuture(closedFirst());
        }
        try {
            return attempt.apply(number);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e); // the permit is released as after any failure
        }
    }

    /** The reply to an attempt. A response is read after the permits are released. */
    private <A, T> CompletableFuture<T> reply(CompletableFuture<A> response, Reader<A, T> reader, Permits permits) {
        return response.handle((received, failure) -> {
            Optional<T> reply =
                    failure == null ? Optional.empty() : reader.replyTo(TwilioApiException.causeOf(failure));
            release(permits, reply.isPresent() ? null : failure);
            if (failure == null) {
                return reader.read(received);
            }
            return reply.orElseThrow(() -> new CompletionException(TwilioApiException.causeOf(failure)));
        });
    }

    /** Now and then a 429 for a first attempt shows where the rate limit is; it is not an outage. */
    private void noteRetry(Attempts attempts, Reader<?, ?> reader, Throwable failure, Duration delay) {
        if (attempts.throttledOnce() || reader.isExpected(TwilioApiException.causeOf(failure))) {
            LOG.debug("{} Retrying in {} ms.", failure.getMessage(), delay.toMillis());
        } else {
            outages.retrying(attempts, failure, delay);
        }
    }

    private void release(Permits permits, @Nullable Throwable failure) {
        if (closed) {
            return;
        }
        if (failure == null) {
            limiter.succeeded(permits);
        } else if (TwilioApiException.causeOf(failure) instanceof TwilioApiException known) {
            int throttledAlone = known.fault() == Fault.THROTTLED ? limiter.throttled(permits) : 0;
            backoff.accountPause(known, throttledAlone).ifPresent(limiter::pause);
            if (known.fault() == Fault.NETWORK) {
                limiter.unanswered();
            }
        }
        limiter.release(permits);
    }

    private void noteOutcome(Attempts attempts, @Nullable Throwable failure, long sent) {
        if (closed) {
            return;
        }
        Duration took = Duration.ofNanos(timing.nanoTime().getAsLong() - sent);
        if (failure == null) {
            listener.succeeded(took);
        } else if (TwilioApiException.causeOf(failure) instanceof TwilioApiException known) {
            listener.failed(known.fault(), took);
            attempts.failed(known.fault(), took);
        }
    }

    private static CancellationException closedFirst() {
        return new CancellationException("The client was closed before the response was received");
    }
}

package io.callstream.kafka.connect.twilio.api.pace;

import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.pace.Concurrency.Permit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The queue of an account's requests: grants as many at once as its {@link Concurrency} allows, those of a higher priority
 * first, and none during a pause.
 */
final class Limiter {

    /** A request, and the permit that it is granted. */
    private record Grant(CompletableFuture<Permit> request, Permit permit) {}

    private final Concurrency concurrency;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final Map<Priority, Queue<CompletableFuture<Permit>>> waiting = new EnumMap<>(Priority.class);

    private long pausedUntil;

    /**
     * @param max maximum requests in flight
     * @param nanoTime monotonic clock
     */
    Limiter(int max, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.concurrency = new Concurrency(max);
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.pausedUntil = nanoTime.getAsLong();
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new ArrayDeque<>());
        }
    }

    /** Completes when a request may be sent; {@link #release} must follow. */
    CompletableFuture<Permit> acquire(Priority priority) {
        CompletableFuture<Permit> permit = new CompletableFuture<>();
        synchronized (this) {
            queue(priority).add(permit);
        }
        grant();
        return permit;
    }

    /** Returns the permit of a request that is no longer in flight. */
    void release(Permit permit) {
        synchronized (this) {
            concurrency.release(permit);
        }
        grant();
    }

    /** Records that a request succeeded. */
    synchronized void succeeded(Permit permit) {
        concurrency.succeeded(permit);
    }

    /**
     * Records that a request exceeded the rate limit.
     *
     * @return how many such requests in a row were the account's only one, as far as this client can know: then only
     *     waiting helps; 0 if fewer requests at once may help
     */
    synchronized int throttled(Permit permit) {
        return concurrency.throttled(permit);
    }

    /** Grants nothing for a while. */
    void pause(Duration duration) {
        synchronized (this) {
            long until = nanoTime.getAsLong() + duration.toNanos();
            pausedUntil = Math.max(pausedUntil, until);
        }
        timer.schedule(this::grant, duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void grant() {
        for (Optional<Grant> grant = next(); grant.isPresent(); grant = next()) {
            grant.get().request().complete(grant.get().permit());
        }
    }

    private synchronized Optional<Grant> next() {
        if (nanoTime.getAsLong() - pausedUntil < 0) {
            return Optional.empty();
        }
        Queue<CompletableFuture<Permit>> rolling = queue(Priority.ROLLING);
        Queue<CompletableFuture<Permit>> first = rolling.isEmpty() ? queue(Priority.BACKFILL) : rolling;
        return first.isEmpty()
                ? Optional.empty()
                : concurrency.permit().map(permit -> new Grant(first.remove(), permit));
    }

    private Queue<CompletableFuture<Permit>> queue(Priority priority) {
        return waiting.computeIfAbsent(priority, none -> new ArrayDeque<>());
    }
}

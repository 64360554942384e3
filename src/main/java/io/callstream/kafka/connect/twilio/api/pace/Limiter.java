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
 * Lets an account's requests wait until they may be sent: as many at once as its {@link Concurrency} allows, those of a
 * higher priority first, and none during a pause.
 */
final class Limiter {

    /** A request whose turn has come. */
    private record Turn(CompletableFuture<Permit> request, Permit permit) {}

    private final Concurrency concurrency;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final Map<Priority, Queue<CompletableFuture<Permit>>> waiting = new EnumMap<>(Priority.class);

    private long pausedUntil;

    /**
     * @param max most requests at once
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

    /** A request that was under way is no more. */
    void release(Permit permit) {
        synchronized (this) {
            concurrency.release(permit);
        }
        grant();
    }

    /** An answer came without complaint. */
    synchronized void answered(Permit permit) {
        concurrency.answered(permit);
    }

    /**
     * Twilio said to a request that there are too many.
     *
     * @return how often in a row it said so to a request that was alone, as far as is known here: then only waiting is
     *     left; 0 if fewer at once may help
     */
    synchronized int refused(Permit permit) {
        return concurrency.refused(permit);
    }

    /** No request of the account is sent for a while. */
    void pause(Duration duration) {
        synchronized (this) {
            long until = nanoTime.getAsLong() + duration.toNanos();
            pausedUntil = Math.max(pausedUntil, until);
        }
        timer.schedule(this::grant, duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void grant() {
        for (Optional<Turn> turn = next(); turn.isPresent(); turn = next()) {
            turn.get().request().complete(turn.get().permit());
        }
    }

    private synchronized Optional<Turn> next() {
        if (nanoTime.getAsLong() - pausedUntil < 0) {
            return Optional.empty();
        }
        Queue<CompletableFuture<Permit>> rolling = queue(Priority.ROLLING);
        Queue<CompletableFuture<Permit>> first = rolling.isEmpty() ? queue(Priority.BACKFILL) : rolling;
        return first.isEmpty()
                ? Optional.empty()
                : concurrency.permit().map(permit -> new Turn(first.remove(), permit));
    }

    private Queue<CompletableFuture<Permit>> queue(Priority priority) {
        return waiting.computeIfAbsent(priority, none -> new ArrayDeque<>());
    }
}

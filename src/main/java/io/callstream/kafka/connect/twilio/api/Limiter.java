package io.callstream.kafka.connect.twilio.api;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many requests of an account may be under way at once: as many as configured, half of that when Twilio says that
 * there are too many, and one more for each round of answers without such a word. The Calls API limits requests at the
 * same time, not requests in a period.
 *
 * <p>Requests that were sent together are refused together: that is one word, not many.
 */
final class Limiter {

    /** Leave to send a request; tells how often the limit had been halved by then. */
    record Permit(int halvings) {}

    private final int max;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final Map<Priority, Queue<CompletableFuture<Permit>>> waiting = new EnumMap<>(Priority.class);

    private double limit;
    private int halvings;
    private int underWay;
    private long pausedUntil;

    /**
     * @param nanoTime monotonic clock
     */
    Limiter(int max, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.max = max;
        this.limit = max;
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
    void release() {
        synchronized (this) {
            underWay--;
        }
        grant();
    }

    /** An answer came without complaint: a little more may be under way. */
    synchronized void succeeded() {
        limit = Math.min(max, limit + 1 / limit);
    }

    /** Twilio said to a request that there are too many: half as many, unless the limit was halved since it was sent. */
    synchronized void throttled(Permit permit) {
        if (permit.halvings() == halvings) {
            halvings++;
            limit = Math.max(1, limit / 2);
        }
    }

    /** No request of the account is sent for a while. */
    void pause(Duration duration) {
        synchronized (this) {
            long until = nanoTime.getAsLong() + duration.toNanos();
            pausedUntil = Math.max(pausedUntil, until);
        }
        timer.schedule(this::grant, duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Requests that may be under way at present. */
    synchronized int limit() {
        return (int) limit;
    }

    private synchronized int halvings() {
        return halvings;
    }

    private void grant() {
        for (CompletableFuture<Permit> permit = next(); permit != null; permit = next()) {
            permit.complete(new Permit(halvings()));
        }
    }

    private synchronized @Nullable CompletableFuture<Permit> next() {
        if (underWay >= limit() || nanoTime.getAsLong() - pausedUntil < 0) {
            return null;
        }
        CompletableFuture<Permit> permit = queue(Priority.ROLLING).poll();
        if (permit == null) {
            permit = queue(Priority.BACKFILL).poll();
        }
        if (permit != null) {
            underWay++;
        }
        return permit;
    }

    private Queue<CompletableFuture<Permit>> queue(Priority priority) {
        return waiting.computeIfAbsent(priority, none -> new ArrayDeque<>());
    }
}

package io.callstream.kafka.connect.twilio.task;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Whether Connect polls the task, and what waits for its next poll.
 *
 * <p>Connect polls continuously while a task runs, and not at all while the connector is paused, which no one reports to the
 * task. Requests would then be sent for nothing: their records would wait until the connector is resumed.
 */
final class Polls {

    /**
     * Without a poll for so long, the connector counts as paused. A poll takes a second at most, and Connect then sends a
     * thousand records or so, so polls are normally some two seconds apart at the most. They are further apart if Kafka does
     * not accept records: then there is no use for more pages either.
     */
    static final Duration MAX_INTERVAL = Duration.ofSeconds(5);

    private final LongSupplier clock;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile long latest;

    /**
     * The start counts as a poll.
     *
     * @param clock monotonic, in milliseconds
     */
    Polls(LongSupplier clock) {
        this.clock = clock;
        this.latest = clock.getAsLong();
    }

    /** Whether Connect polls. */
    boolean areRegular() {
        return clock.getAsLong() - latest <= MAX_INTERVAL.toMillis();
    }

    /** Runs an action at the next poll. */
    void atNext(Runnable action) {
        waiting.add(action);
    }

    /** Connect polls: what waits for that is passed to the executor. */
    void polled(Executor executor) {
        latest = clock.getAsLong();
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            executor.execute(next);
        }
    }
}

package io.callstream.kafka.connect.twilio.task;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Runs one action after another, on the threads that submit them.
 *
 * <p>If no action is running, an action runs at once on the caller's thread. An action that is submitted by a running one is
 * queued, and runs on the same thread when that one has returned: a lock alone would let it run in the middle of the other.
 * Other threads wait until the executor is idle.
 */
final class SerialExecutor implements Executor {

    private final Queue<Runnable> queue = new ArrayDeque<>();
    private boolean running;
    private boolean closed;

    /**
     * Runs an action, or queues it if this thread is running another. After {@link #close} it does neither.
     *
     * @throws RuntimeException what an action throws; the queued ones run with the next that is submitted
     */
    @Override
    public synchronized void execute(Runnable action) {
        if (closed) {
            return;
        }
        queue.add(action);
        if (running) {
            return;
        }
        running = true;
        try {
            for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
                next.run();
            }
        } finally {
            running = false;
        }
    }

    /** Drops the queued actions, and those submitted from now on. Waits for one that another thread is running. */
    synchronized void close() {
        closed = true;
        queue.clear();
    }
}

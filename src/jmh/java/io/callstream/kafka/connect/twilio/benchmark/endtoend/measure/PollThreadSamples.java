package io.callstream.kafka.connect.twilio.benchmark.endtoend.measure;

import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Samples a task's thread: a share of the samples is a share of the time. The thread belongs to Connect, which converts and
 * sends on it; the time in the connector's {@code poll}, working or waiting for a page, is lost for that.
 */
public final class PollThreadSamples implements AutoCloseable {

    private static final String CONNECTOR_CODE = "io.callstream.";
    private static final long EVERY_MS = 7;
    private static final int DEPTH = Integer.MAX_VALUE;

    private final ThreadMXBean threads;
    private final long threadId;
    private final Thread sampler = new Thread(this::sample, "sampler");
    private int inConnect;
    private int sendWaits;
    private int pollWorks;
    private int pollWaits;
    private volatile boolean closed;

    private PollThreadSamples(ThreadMXBean threads, long threadId) {
        this.threads = threads;
        this.threadId = threadId;
    }

    public static PollThreadSamples start(WatchedJvm worker, String threadName) {
        long id = worker.threadId(threadName)
                .orElseThrow(() -> new IllegalStateException("no thread " + threadName));
        PollThreadSamples samples = new PollThreadSamples(worker.threads(), id);
        samples.sampler.start();
        return samples;
    }

    /** Stops sampling. */
    @Override
    public void close() {
        closed = true;
        try {
            sampler.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void addTo(Figures figures) {
        double all = inConnect + sendWaits + pollWorks + pollWaits;
        figures.add("poll_thread.share_of_connect", "of 1", (inConnect + sendWaits) / all);
        figures.add("poll_thread.share_of_waits_in_send", "of 1", sendWaits / all);
        figures.add("poll_thread.share_of_work_in_poll", "of 1", pollWorks / all);
        figures.add("poll_thread.share_of_waits_in_poll", "of 1", pollWaits / all);
        figures.add("poll_thread.samples", "samples", all);
    }

    private void sample() {
        try {
            while (!closed) {
                ThreadInfo thread = threads.getThreadInfo(threadId, DEPTH);
                if (thread == null) {
                    return;
                }
                count(thread);
                TimeUnit.MILLISECONDS.sleep(EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(ThreadInfo thread) {
        boolean waits = thread.getThreadState() != Thread.State.RUNNABLE;
        boolean polls = Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(CONNECTOR_CODE));
        if (polls && waits) {
            pollWaits++;
        } else if (polls) {
            pollWorks++;
        } else if (waits) {
            sendWaits++;
        } else {
            inConnect++;
        }
    }
}

package io.callstream.kafka.connect.twilio.api;

import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Threads with the logging context of the thread that created this factory: Connect's logs name connector and task, but its
 * own threads only have that context (KIP-449). They are daemons, so they do not delay the end of a worker.
 */
public final class ContextThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger number = new AtomicInteger();
    private final @Nullable Map<String, String> context = MDC.getCopyOfContextMap();

    /**
     * @param name prefix of the threads' names, before their number
     */
    public ContextThreads(String name) {
        this.name = name;
    }

    /**
     * A timer with a thread of this kind. After its shutdown it runs no delayed tasks.
     *
     * @param name prefix of the thread's name, before its number
     */
    public static ScheduledThreadPoolExecutor timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, new ContextThreads(name));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    @Override
    public Thread newThread(Runnable action) {
        Thread thread = new Thread(() -> {
            // some logging frameworks let a thread inherit the context of the one that starts it
            if (context == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(context);
            }
            action.run();
        });
        thread.setName(name + "-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}

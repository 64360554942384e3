package io.callstream.kafka.connect.twilio.api;

import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Threads that log as the one on which this was made: Connect puts connector and task in front of a line, and knows them of
 * its own threads only (KIP-449). They do not keep a worker from ending.
 */
public final class ContextThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger number = new AtomicInteger();
    private final @Nullable Map<String, String> context = MDC.getCopyOfContextMap();

    /**
     * @param name of the threads, before their number
     */
    public ContextThreads(String name) {
        this.name = name;
    }

    /**
     * A timer on such a thread of its own. Shut down, it runs nothing that is still waiting.
     *
     * @param name of the thread, before its number
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
            // some loggers let a thread inherit the context of the one that happens to start it
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

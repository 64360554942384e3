package io.callstream.kafka.connect.twilio.benchmark.endtoend.measure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The only task of a connector, observed over JMX: the REST API has its state later, through Kafka. */
public final class WatchedTask {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final long LOOK_MS = 5;
    private static final String SEND_LOOP = "org.apache.kafka.connect.runtime.AbstractWorkerSourceTask";

    private final WatchedJvm worker;
    private final String connector;

    WatchedTask(WatchedJvm worker, String connector) {
        this.worker = worker;
        this.connector = connector;
    }

    /**
     * Waits until the task's {@code start} has returned and its thread polls. Its status is {@code running} before that, and
     * cannot be used.
     */
    public void awaitRunning() {
        await("running", () -> worker.threadId(pollThread()).map(this::isInSendLoop).orElse(false));
    }

    private boolean isInSendLoop(long thread) {
        return worker.stack(thread)
                .anyMatch(frame -> frame.getClassName().equals(SEND_LOOP)
                        && frame.getMethodName().equals("execute"));
    }

    public void awaitGone() {
        await("gone", () -> status().isEmpty());
    }

    /** The name of the thread that polls, converts and sends. */
    public String pollThread() {
        return "task-thread-" + connector + "-0";
    }

    /** A metric of the connector; 0 while it does not exist. */
    public long metric(String name) {
        return worker.attribute("kafka.connect:type=plugins,connector=" + connector + ",task=0,account=*,*", name)
                .map(value -> ((Number) value).longValue())
                .orElse(0L);
    }

    private String status() {
        return worker.attribute(
                        "kafka.connect:type=connector-task-metrics,connector=" + connector + ",task=0", "status")
                .map(Object::toString)
                .orElse("");
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        connector + " is not " + what + " after " + TIMEOUT + " but " + status());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a task", e);
            }
        }
    }
}

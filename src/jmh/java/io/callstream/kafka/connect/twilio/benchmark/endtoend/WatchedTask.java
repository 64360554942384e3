package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The one task of a connector, as its worker's MBeans show it: sooner than the REST API, which hears of it through Kafka. */
final class WatchedTask {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_MS = 5;

    private final WatchedJvm worker;
    private final String connector;

    WatchedTask(WatchedJvm worker, String connector) {
        this.worker = worker;
        this.connector = connector;
    }

    /** Waits until the task's {@code start} has returned. */
    void awaitRunning() {
        await("running", () -> status().equals("running"));
    }

    void awaitGone() {
        await("gone", () -> status().isEmpty());
    }

    /** Name of the thread that polls, converts and sends. */
    String pollThread() {
        return "task-thread-" + connector + "-0";
    }

    /** A metric of the connector's own; 0 as long as it is not there. */
    long metric(String name) {
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
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        connector + " is not " + what + " after " + PATIENCE + " but " + status());
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

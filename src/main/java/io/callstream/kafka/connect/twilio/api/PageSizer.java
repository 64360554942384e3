package io.callstream.kafka.connect.twilio.api;

/**
 * How many rows a page of an account may have: as many as configured; half of what was asked for when a page fails again
 * and again in a way that its size may cause; and more again when all goes well.
 */
final class PageSizer {

    private static final int SMALLEST = 10;

    /** A single failure says nothing of the size. */
    private static final int FAILURES_TO_SHRINK = 2;

    private static final int SUCCESSES_TO_GROW = 20;

    private final int max;
    private int current;
    private int successes;

    PageSizer(int max) {
        this.max = max;
        this.current = max;
    }

    /** Most rows to ask for now. */
    synchronized int current() {
        return current;
    }

    synchronized void succeeded() {
        if (current < max && ++successes >= SUCCESSES_TO_GROW) {
            successes = 0;
            current = Math.min(max, current * 2);
        }
    }

    /**
     * @param attempt how often this page has failed by now
     * @param asked how many rows it was asked to have
     */
    synchronized void failed(int attempt, int asked) {
        successes = 0;
        if (attempt >= FAILURES_TO_SHRINK) {
            current = Math.max(Math.min(SMALLEST, max), Math.min(current, asked / 2));
        }
    }
}

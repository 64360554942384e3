package io.callstream.kafka.connect.twilio.api.pace;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;

/** Endless lists, several pages of which are read concurrently in virtual time, with failures set by the test. */
final class ModelPages {

    private static final int MAX = 1000;

    /**
     * The figures of a period.
     *
     * @param rows of a page that succeeds, on average
     * @param failed attempts that failed, of all
     */
    record Measured(double rows, double failed, int failures, int pages) {}

    private final VirtualTimer timer = new VirtualTimer();
    private final PageSizer sizer = new PageSizer(MAX);
    private final Random random;

    /** The probability that a page fails, by its rows. */
    private IntToDoubleFunction failing;

    private int pages;
    private int failures;
    private long rows;

    ModelPages(long seed, int atOnce, IntToDoubleFunction failing) {
        this.random = new Random(seed);
        this.failing = failing;
        for (int i = 0; i < atOnce; i++) {
            next();
        }
    }

    /** Changes that probability. */
    void failing(IntToDoubleFunction other) {
        failing = other;
    }

    /** Reads a number of pages, and returns the figures. */
    Measured read(int more) {
        int pagesBefore = pages;
        int failuresBefore = failures;
        long rowsBefore = rows;
        while (pages < pagesBefore + more) {
            timer.pass(Duration.ofMillis(10));
        }
        return measured(pages - pagesBefore, failures - failuresBefore, rows - rowsBefore);
    }

    /** Advances the time. */
    void pass(Duration duration) {
        timer.pass(duration);
    }

    private static Measured measured(int pages, int failures, long rows) {
        return new Measured((double) rows / pages, (double) failures / (pages + failures), failures, pages);
    }

    private void next() {
        attempt(sizer.page(MAX), 1);
    }

    private void attempt(PageSizer.Page page, int number) {
        int requested = page.rowsToRequest();
        boolean fails = random.nextDouble() < failing.applyAsDouble(requested);
        timer.schedule(() -> respond(page, requested, number, fails), 200 + random.nextInt(400), TimeUnit.MILLISECONDS);
    }

    private void respond(PageSizer.Page page, int requested, int number, boolean fails) {
        if (fails) {
            failures++;
            page.failed();
            long wait = Math.min(60_000, 500L << Math.min(number, 20));
            timer.schedule(() -> attempt(page, number + 1), (long) (wait * random.nextDouble()), TimeUnit.MILLISECONDS);
        } else {
            pages++;
            rows += requested;
            page.succeeded(true, requested);
            next();
        }
    }
}

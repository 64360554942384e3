package io.callstream.kafka.connect.twilio.api.pace;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;

/** Endless lists of which several pages are read at once, in virtual time, and that fail as a test wants it. */
final class ModelPages {

    private static final int MAX = 1000;

    /**
     * What came of it in a while.
     *
     * @param rows of a page that was answered, on average
     * @param failed attempts that failed, of all
     */
    record Measured(double rows, double failed, int failures, int pages) {}

    private final VirtualTimer timer = new VirtualTimer();
    private final PageSizer sizer = new PageSizer(MAX);
    private final Random random;

    /** How probably a page of so many rows fails. */
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

    /** Pages fail so from now on. */
    void failing(IntToDoubleFunction other) {
        failing = other;
    }

    /** Reads until there are so many more pages, and tells what came of it. */
    Measured read(int more) {
        int pagesBefore = pages;
        int failuresBefore = failures;
        long rowsBefore = rows;
        while (pages < pagesBefore + more) {
            timer.pass(Duration.ofMillis(10));
        }
        return measured(pages - pagesBefore, failures - failuresBefore, rows - rowsBefore);
    }

    /** Lets time pass. */
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
        int asked = page.ask();
        boolean fails = random.nextDouble() < failing.applyAsDouble(asked);
        timer.schedule(() -> answer(page, asked, number, fails), 200 + random.nextInt(400), TimeUnit.MILLISECONDS);
    }

    private void answer(PageSizer.Page page, int asked, int number, boolean fails) {
        if (fails) {
            failures++;
            page.failed();
            long wait = Math.min(60_000, 500L << Math.min(number, 20));
            timer.schedule(() -> attempt(page, number + 1), (long) (wait * random.nextDouble()), TimeUnit.MILLISECONDS);
        } else {
            pages++;
            rows += asked;
            page.answered(true, asked);
            next();
        }
    }
}

package io.callstream.kafka.connect.twilio.preview.sample;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.RequestListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the accounts, days and requests that are done, and prints the progress: on a terminal by overwriting one line,
 * elsewhere as a new line every ten seconds.
 */
public final class SamplingProgress implements RequestListener {

    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final boolean terminal;
    private final AtomicInteger accounts = new AtomicInteger();
    private final AtomicInteger accountsDone = new AtomicInteger();
    private final AtomicInteger days = new AtomicInteger();
    private final AtomicInteger daysDone = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /**
     * @param terminal whether a printed line can be overwritten
     */
    public SamplingProgress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void succeeded(Duration took) {
        requests.incrementAndGet();
    }

    @Override
    public void failed(Fault fault, Duration took) {
        requests.incrementAndGet();
        (fault == Fault.THROTTLED ? throttled : failed).incrementAndGet();
    }

    @Override
    public void retrying(boolean any) {}

    /** Adds to the number of accounts to sample. */
    public void addAccounts(int number) {
        accounts.addAndGet(number);
    }

    /** Counts an account as done, successful or not. */
    public void accountDone() {
        accountsDone.incrementAndGet();
    }

    void addDays(int number) {
        days.addAndGet(number);
    }

    void dayDone() {
        daysDone.incrementAndGet();
    }

    /** Requests so far, including failed ones. */
    public long requests() {
        return requests.get();
    }

    /** Requests so far that Twilio throttled (429). */
    public long throttled() {
        return throttled.get();
    }

    /** Prints a line. */
    public void say(String what) {
        out.println(what);
        out.flush();
    }

    /** Prints the progress until the work has completed or failed. */
    public void await(CompletableFuture<?> work) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        work.whenComplete((value, failure) -> done.countDown());
        long pause = (terminal ? ON_TERMINAL : ELSEWHERE).toMillis();
        do {
            show();
        } while (!done.await(pause, TimeUnit.MILLISECONDS));
        show();
        if (terminal) {
            say("");
        }
    }

    private void show() {
        String line = "Sampling calls: " + accountsDone + " of " + accounts + " accounts, " + daysDone + " of " + days
                + " days, " + requests + " requests" + count(throttled, " throttled") + count(failed, " failed");
        out.print(terminal ? "\r" + line : line + System.lineSeparator());
        out.flush();
    }

    private static String count(AtomicLong number, String what) {
        return number.get() == 0 ? "" : ", " + number + what;
    }
}

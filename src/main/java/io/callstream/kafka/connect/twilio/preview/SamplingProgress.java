package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.RequestListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is done, and shows it while somebody waits: on a terminal in one line, elsewhere in a line now and then. */
final class SamplingProgress implements RequestListener {

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
     * @param terminal whether what was printed can be overwritten
     */
    SamplingProgress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void answered(Duration took) {
        requests.incrementAndGet();
    }

    @Override
    public void failed(Fault fault, Duration took) {
        requests.incrementAndGet();
        (fault == Fault.THROTTLED ? throttled : failed).incrementAndGet();
    }

    @Override
    public void retrying(boolean any) {}

    void accountsToLookAt(int number) {
        accounts.addAndGet(number);
    }

    void accountDone() {
        accountsDone.incrementAndGet();
    }

    void daysToLookAt(int number) {
        days.addAndGet(number);
    }

    void dayDone() {
        daysDone.incrementAndGet();
    }

    /** Requests so far, failed ones included. */
    long requests() {
        return requests.get();
    }

    /** Requests so far that Twilio refused because there were too many at a time. */
    long throttled() {
        return throttled.get();
    }

    /** Says what is being done. */
    void say(String what) {
        out.println(what);
        out.flush();
    }

    /** Shows the progress until something is done, well or not. */
    void await(CompletableFuture<?> work) throws InterruptedException {
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
        String line = "Looking at calls: " + accountsDone + " of " + accounts + " accounts, " + daysDone + " of " + days
                + " days, " + requests + " requests" + count(throttled, " throttled") + count(failed, " failed");
        out.print(terminal ? "\r" + line : line + System.lineSeparator());
        out.flush();
    }

    private static String count(AtomicLong number, String what) {
        return number.get() == 0 ? "" : ", " + number + what;
    }
}

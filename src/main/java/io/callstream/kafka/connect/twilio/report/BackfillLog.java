package io.callstream.kafka.connect.twilio.report;

import io.callstream.kafka.connect.twilio.window.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Logs the progress of a backfill: soon after its start, then at growing intervals, and at its end. */
final class BackfillLog {

    private static final Duration FIRST_INTERVAL = Duration.ofSeconds(10);
    private static final Duration MAX_INTERVAL = Duration.ofMinutes(10);

    private final String accountSid;
    private final Logger log;
    private final LongSupplier clock;

    private Optional<Progress> first = Optional.empty();
    private final long started;
    private long nextAt;
    private Duration interval = FIRST_INTERVAL;
    private boolean complete;

    /**
     * Starts to measure now.
     *
     * @param clock monotonic, in milliseconds
     */
    BackfillLog(String accountSid, Logger log, LongSupplier clock) {
        this.accountSid = accountSid;
        this.log = log;
        this.clock = clock;
        this.started = clock.getAsLong();
        this.nextAt = started + interval.toMillis();
    }

    void progress(Progress now) {
        if (complete) {
            return;
        }
        long time = clock.getAsLong();
        if (first.isEmpty()) {
            first = Optional.of(now);
        }
        Duration elapsed = Duration.ofMillis(time - started);
        if (now.backfillWindowsLeft() == 0) {
            complete = true;
            if (now.backfillRows() > 0) {
                log.info("{}: backfill complete: {} calls in {}", accountSid, now.backfillRows(), pace(now, elapsed));
            }
        } else if (time >= nextAt) {
            Duration doubled = interval.multipliedBy(2);
            interval = doubled.compareTo(MAX_INTERVAL) < 0 ? doubled : MAX_INTERVAL;
            nextAt = time + interval.toMillis();
            log.info(
                    "{}: backfill: {} calls in {}, {} of {} windows left, {}",
                    accountSid,
                    now.backfillRows(),
                    pace(now, elapsed),
                    now.backfillWindowsLeft(),
                    now.backfillWindows(),
                    timeLeft(now, elapsed));
        }
    }

    /** The elapsed time and the rate; below one second a rate means nothing. */
    private static String pace(Progress now, Duration elapsed) {
        if (elapsed.toSeconds() == 0) {
            return "less than 1 s";
        }
        return Durations.text(elapsed) + " (" + now.backfillRows() * 1000 / elapsed.toMillis() + " per second)";
    }

    /** An estimate that assumes that all windows take equally long. */
    private String timeLeft(Progress now, Duration elapsed) {
        int done = first.orElse(now).backfillWindowsLeft() - now.backfillWindowsLeft();
        if (done <= 0) {
            return "time left unknown";
        }
        Duration left = elapsed.multipliedBy(now.backfillWindowsLeft()).dividedBy(done);
        return "about " + Durations.text(left) + " left";
    }
}

package io.callstream.kafka.connect.twilio.report;

import io.callstream.kafka.connect.twilio.window.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Tells in the log how a backfill comes on: soon after its begin, then ever more rarely, and at its end. */
final class BackfillLog {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration RAREST = Duration.ofMinutes(10);

    private final String accountSid;
    private final Logger log;
    private final LongSupplier clock;

    private Optional<Progress> first = Optional.empty();
    private final long began;
    private long nextAt;
    private Duration pause = FIRST;
    private boolean over;

    /**
     * Begins to count now.
     *
     * @param clock monotonic, in milliseconds
     */
    BackfillLog(String accountSid, Logger log, LongSupplier clock) {
        this.accountSid = accountSid;
        this.log = log;
        this.clock = clock;
        this.began = clock.getAsLong();
        this.nextAt = began + pause.toMillis();
    }

    void progress(Progress now) {
        if (over) {
            return;
        }
        long time = clock.getAsLong();
        if (first.isEmpty()) {
            first = Optional.of(now);
        }
        Duration elapsed = Duration.ofMillis(time - began);
        if (now.backfillWindowsLeft() == 0) {
            over = true;
            if (now.backfillRows() > 0) {
                log.info(
                        "{}: the backfill is complete: {} calls in {}",
                        accountSid,
                        now.backfillRows(),
                        pace(now, elapsed));
            }
        } else if (time >= nextAt) {
            pause = pause.multipliedBy(2).compareTo(RAREST) < 0 ? pause.multipliedBy(2) : RAREST;
            nextAt = time + pause.toMillis();
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

    /** Of less than a second, a rate would say nothing. */
    private static String pace(Progress now, Duration elapsed) {
        if (elapsed.toSeconds() == 0) {
            return "less than 1 s";
        }
        return elapsed.toSeconds() + " s (" + now.backfillRows() * 1000 / elapsed.toMillis() + " a second)";
    }

    /** As if all windows took equally long. */
    private String timeLeft(Progress now, Duration elapsed) {
        int done = first.orElse(now).backfillWindowsLeft() - now.backfillWindowsLeft();
        if (done <= 0) {
            return "time left not known yet";
        }
        Duration left = elapsed.multipliedBy(now.backfillWindowsLeft()).dividedBy(done);
        return "about " + (left.toMinutes() < 2 ? left.toSeconds() + " s" : left.toMinutes() + " min") + " left";
    }
}

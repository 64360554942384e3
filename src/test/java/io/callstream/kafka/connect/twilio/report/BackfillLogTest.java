package io.callstream.kafka.connect.twilio.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.log.RecordedLog;
import io.callstream.kafka.connect.twilio.window.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackfillLogTest {

    private final RecordedLog written = new RecordedLog();
    private final AtomicLong clock = new AtomicLong(7_000_000);
    private final BackfillLog log = new BackfillLog("AC1", written.logger(), clock::get);

    @Test
    void logsAtGrowingIntervals() {
        for (int second = 0; second <= 7200; second++) {
            log.progress(progress(100 - second / 100, 250L * second));
            clock.addAndGet(1000);
        }
        // after 10, 30, 70, 150, 310, 630, 1230 s, and then every 10 minutes
        assertThat(written.lines()).hasSize(16);
        assertThat(written.lines().get(0))
                .isEqualTo("INFO AC1: backfill: 2500 calls in 10 s (250 per second), 100 of 100 windows left,"
                        + " time left unknown");
        assertThat(written.lines().get(4)).endsWith("97 of 100 windows left, about 2 h left");
        assertThat(written.lines().get(15))
                .isEqualTo("INFO AC1: backfill: 1657500 calls in 110 min (250 per second), 34 of 100 windows left,"
                        + " about 56 min left");
    }

    @Test
    void logsTheEndOnce() {
        log.progress(progress(2, 0));
        clock.addAndGet(4000);
        log.progress(progress(0, 8000));
        log.progress(progress(0, 8000));
        assertThat(written.lines()).containsExactly("INFO AC1: backfill complete: 8000 calls in 4 s (2000 per second)");
    }

    /** A small account is read to its end before its first page has been judged; a rate over such a time means nothing. */
    @Test
    void logsNoRateBelowOneSecond() {
        clock.addAndGet(900);
        log.progress(progress(0, 3));
        assertThat(written.lines()).containsExactly("INFO AC1: backfill complete: 3 calls in less than 1 s");
    }

    @Test
    void measuresFromTheStartNotTheFirstResponse() {
        clock.addAndGet(2000);
        log.progress(progress(0, 3000));
        assertThat(written.lines()).containsExactly("INFO AC1: backfill complete: 3000 calls in 2 s (1500 per second)");
    }

    @Test
    void logsNothingIfTheBackfillWasCompleteBefore() {
        log.progress(progress(0, 0));
        clock.addAndGet(100_000);
        log.progress(progress(0, 0));
        assertThat(written.lines()).isEmpty();
    }

    private static Progress progress(int windowsLeft, long rows) {
        return new Progress(100, windowsLeft, rows, Duration.ZERO, 0, 0);
    }
}

package io.callstream.kafka.connect.twilio.api.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.RequestListener;
import io.callstream.kafka.connect.twilio.log.RecordedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutageLogTest {

    private static final Duration DELAY = Duration.ofMillis(250);

    private final RecordedLog written = new RecordedLog();
    private final List<Boolean> notified = new ArrayList<>();
    private final AtomicLong nanoTime = new AtomicLong();
    private final OutageLog all = new OutageLog(written.logger(), nanoTime::get);
    private final OutageLog.OfAccount log = all.of("AC1", new Notified());
    private final Attempts one = new Attempts(nanoTime::get, Duration.ofHours(1));
    private final Attempts other = new Attempts(nanoTime::get, Duration.ofHours(1));

    @Test
    void warnsOnceAndLogsTheEndOnceAllRequestsSucceed() {
        log.retrying(one, new IllegalStateException("first."), DELAY);
        log.retrying(other, new IllegalStateException("second."), DELAY);
        log.retrying(one, new IllegalStateException("third."), DELAY);
        nanoTime.addAndGet(Duration.ofSeconds(7).toNanos());
        log.succeeded(one);

        assertThat(written.lines("WARN")).hasSize(1).first().asString().contains("first. Retrying in 250 ms.");
        assertThat(written.lines("INFO")).isEmpty();

        log.succeeded(other);

        assertThat(written.lines("WARN")).hasSize(1);
        assertThat(written.lines("INFO"))
                .hasSize(1)
                .first()
                .asString()
                .contains("Account AC1: recovered after 3 failed attempts in 7 s.");
    }

    @Test
    void remindsAtGrowingIntervals() {
        for (int second = 0; second <= 300; second++) {
            log.retrying(one, new IllegalStateException("second " + second + "."), DELAY);
            nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThat(written.lines("WARN")).hasSize(5);
        assertThat(written.lines("WARN").get(1))
                .contains(
                        "Account AC1: requests have been failing for 30 s (31 attempts). Last error: second 30. Retrying in ");
        assertThat(written.lines("WARN").get(4)).contains("requests have been failing for 240 s (241 attempts).");
    }

    /** The failures of the API begin with the account, as the reminder does. */
    @Test
    void namesTheOnlyAccountOnce() {
        log.retrying(one, new IllegalStateException("Account AC1: first."), DELAY);
        nanoTime.addAndGet(Duration.ofSeconds(31).toNanos());
        log.retrying(one, new IllegalStateException("Account AC1: second."), DELAY);

        assertThat(written.lines("WARN").get(1))
                .contains("Last error: second. Retrying")
                .containsOnlyOnce("AC1");
    }

    @Test
    void logsNoRecoveryForAnAbandonedRequest() {
        log.retrying(one, new IllegalStateException("first."), DELAY);
        log.abandoned(one);

        assertThat(written.lines("INFO")).isEmpty();
    }

    @Test
    void logsNothingForRequestsThatNeverFailed() {
        log.succeeded(one);
        log.abandoned(other);

        assertThat(written.lines()).isEmpty();
    }

    @Test
    void callsTheListenerAtStartAndAtEitherEnd() {
        log.retrying(one, new IllegalStateException("first."), DELAY);
        log.retrying(other, new IllegalStateException("second."), DELAY);
        log.succeeded(one);
        assertThat(notified).containsExactly(true);
        log.abandoned(other);
        assertThat(notified).containsExactly(true, false);
        log.succeeded(one);
        assertThat(notified).hasSize(2);
    }

    /** When Twilio fails, it fails a thousand accounts: that is one outage, not a thousand. */
    @Test
    void countsAccountsThatFailTogetherAsOneOutage() {
        OutageLog.OfAccount another = all.of("AC2", RequestListener.NONE);
        log.retrying(one, new IllegalStateException("first."), DELAY);
        another.retrying(other, new IllegalStateException("second."), DELAY);
        nanoTime.addAndGet(Duration.ofSeconds(30).toNanos());
        another.retrying(other, new IllegalStateException("third."), DELAY);
        log.succeeded(one);
        assertThat(notified).as("of this account").containsExactly(true, false);
        another.succeeded(other);

        assertThat(written.lines("WARN"))
                .containsExactly(
                        "WARN first. Retrying in 250 ms. Further failures are logged at DEBUG, with a summary at growing"
                                + " intervals.",
                        "WARN 2 accounts: requests have been failing for 30 s (3 attempts). Last error: third. Retrying in"
                                + " 250 ms.");
        assertThat(written.lines("INFO"))
                .containsExactly("INFO 2 accounts: recovered after 3 failed attempts in 30 s.");
    }

    /** As an account whose every third response is a 504: each failure is over after one retry. */
    @Test
    void logsFailuresOneByOneAsOneOutage() {
        for (int failure = 0; failure < 600; failure++) {
            Attempts request = new Attempts(nanoTime::get, Duration.ofHours(1));
            log.retrying(request, new IllegalStateException("failure " + failure + "."), DELAY);
            nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
            log.succeeded(request);
            nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThat(written.lines("WARN")).as("in 20 minutes").hasSizeBetween(5, 8);
        assertThat(written.lines("INFO")).hasSameSizeAs(written.lines("WARN"));
    }

    @Test
    void warnsAgainAfterAQuietTime() {
        log.retrying(one, new IllegalStateException("first."), DELAY);
        log.succeeded(one);
        nanoTime.addAndGet(Duration.ofMinutes(11).toNanos());
        log.retrying(other, new IllegalStateException("second."), DELAY);
        log.succeeded(other);

        assertThat(written.lines("WARN")).hasSize(2);
        assertThat(written.lines("INFO"))
                .containsExactly(
                        "INFO Account AC1: recovered after 1 failed attempts in 0 s.",
                        "INFO Account AC1: recovered after 1 failed attempts in 0 s.");
    }

    private final class Notified implements RequestListener {

        @Override
        public void succeeded(Duration took) {}

        @Override
        public void failed(Fault fault, Duration took) {}

        @Override
        public void retrying(boolean any) {
            notified.add(any);
        }
    }
}

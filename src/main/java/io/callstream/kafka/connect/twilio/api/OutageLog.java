package io.callstream.kafka.connect.twilio.api;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Tells the log of an outage when it begins, ever more rarely while it lasts, and when it ends, however many requests fail
 * in it and however often; and the listener of its begin and end. An outage lasts as long as any request of the account waits to be sent again.
 */
final class OutageLog {

    /** When it is told for the second time; then after twice as long, and so on. */
    private static final Duration FIRST_REMINDER = Duration.ofSeconds(30);

    private final String accountSid;
    private final Logger log;
    private final LongSupplier nanoTime;
    private final RequestListener listener;
    private final Set<Attempts> failing = new HashSet<>();
    private long began;
    private int failures;
    private Duration nextReminder = FIRST_REMINDER;

    /**
     * @param nanoTime monotonic clock
     * @param listener is told when an outage begins and ends
     */
    OutageLog(String accountSid, Logger log, LongSupplier nanoTime, RequestListener listener) {
        this.accountSid = accountSid;
        this.log = log;
        this.nanoTime = nanoTime;
        this.listener = listener;
    }

    /** A request failed and is sent again. */
    synchronized void retrying(Attempts request, Throwable failure, Duration delay) {
        boolean first = failing.isEmpty();
        failing.add(request);
        if (first) {
            listener.retrying(true);
            began = nanoTime.getAsLong();
            failures = 1;
            nextReminder = FIRST_REMINDER;
            log.warn(
                    "{} It is sent again in {} ms. Further failures are logged at DEBUG, and counted here from time to time.",
                    failure.getMessage(),
                    delay.toMillis());
            return;
        }
        failures++;
        Duration lasted = Duration.ofNanos(nanoTime.getAsLong() - began);
        if (lasted.compareTo(nextReminder) >= 0) {
            nextReminder = lasted.multipliedBy(2);
            log.warn(
                    "Account {}: not well for {} s, failed attempts: {}. The latest: {} It is sent again in {} ms.",
                    accountSid,
                    lasted.toSeconds(),
                    failures,
                    failure.getMessage(),
                    delay.toMillis());
        } else {
            log.debug("{} It is sent again in {} ms.", failure.getMessage(), delay.toMillis());
        }
    }

    /** A request got its answer. */
    synchronized void answered(Attempts request) {
        if (endsWith(request)) {
            log.info(
                    "Account {}: all is well again. Failed attempts: {}, in {} s.",
                    accountSid,
                    failures,
                    Duration.ofNanos(nanoTime.getAsLong() - began).toSeconds());
        }
    }

    /** A request is given up: whoever sent it tells. */
    synchronized void givenUp(Attempts request) {
        endsWith(request);
    }

    /** Whether the outage ends with this request. */
    private boolean endsWith(Attempts request) {
        boolean last = failing.remove(request) && failing.isEmpty();
        if (last) {
            listener.retrying(false);
        }
        return last;
    }
}

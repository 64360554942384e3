package io.callstream.kafka.connect.twilio.api.pace;

import io.callstream.kafka.connect.twilio.api.RequestListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Logs an outage as one line when it starts, reminders at growing intervals, and one line when it ends, however many requests
 * of however many accounts fail in it. An outage lasts as long as any request waits for a retry, and continues if requests
 * fail again soon after: failures one by one are one outage, and not one each.
 */
public final class OutageLog {

    /** The time from the start to the first reminder; each later one comes when the outage has doubled its length. */
    private static final Duration FIRST_REMINDER = Duration.ofSeconds(30);

    /** A failure this soon after the one before continues its outage. */
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final Logger log;
    private final LongSupplier nanoTime;

    /** Requests that wait for a retry, by account. */
    private final Map<OfAccount, Set<Attempts>> failing = new HashMap<>();

    /** SIDs of all accounts with a failed request in this outage. */
    private final Set<String> affected = new HashSet<>();

    private long began;
    private int failures;
    private Duration nextReminder = FIRST_REMINDER;
    private long lastFailure;

    /** Whether a warning was logged that no line on recovery has followed yet. */
    private boolean recoveryDue;

    /**
     * @param nanoTime monotonic clock
     */
    public OutageLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * The part of one account.
     *
     * @param listener is called when the account's requests start to fail, and when none waits for a retry any more
     */
    public OfAccount of(String accountSid, RequestListener listener) {
        return new OfAccount(accountSid, listener);
    }

    /** Takes the outcomes of an account's requests. */
    public final class OfAccount {

        private final String accountSid;
        private final RequestListener listener;

        private OfAccount(String accountSid, RequestListener listener) {
            this.accountSid = accountSid;
            this.listener = listener;
        }

        /** A request failed and will be retried. */
        void retrying(Attempts request, Throwable failure, Duration delay) {
            synchronized (OutageLog.this) {
                boolean first = failing.isEmpty() && isOver();
                Set<Attempts> own = failing.computeIfAbsent(this, account -> new HashSet<>());
                if (own.isEmpty()) {
                    listener.retrying(true);
                }
                own.add(request);
                if (first) {
                    begin();
                }
                affected.add(accountSid);
                failures++;
                lastFailure = nanoTime.getAsLong();
                logFailure(first, failure, delay);
            }
        }

        /** A request succeeded. */
        void succeeded(Attempts request) {
            synchronized (OutageLog.this) {
                if (endsWith(request) && recoveryDue) {
                    recoveryDue = false;
                    log.info(
                            "{}: recovered after {} failed attempts in {} s.",
                            accounts(),
                            failures,
                            elapsed().toSeconds());
                }
            }
        }

        /** A request failed and will not be retried; its sender reports that. */
        void abandoned(Attempts request) {
            synchronized (OutageLog.this) {
                endsWith(request);
            }
        }

        /** Whether the outage ends with this request. */
        private boolean endsWith(Attempts request) {
            Set<Attempts> own = failing.getOrDefault(this, Set.of());
            if (!own.contains(request)) {
                return false;
            }
            own.remove(request);
            if (own.isEmpty()) {
                failing.remove(this);
                listener.retrying(false);
            }
            return failing.isEmpty();
        }
    }

    /** Whether the next failure begins an outage, and does not continue the latest one. */
    private boolean isOver() {
        return failures == 0 || nanoTime.getAsLong() - lastFailure > QUIET.toNanos();
    }

    private void begin() {
        began = nanoTime.getAsLong();
        failures = 0;
        affected.clear();
        nextReminder = FIRST_REMINDER;
    }

    private void logFailure(boolean first, Throwable failure, Duration delay) {
        if (first) {
            recoveryDue = true;
            log.warn(
                    "{} Retrying in {} ms. Further failures are logged at DEBUG, with a summary at growing intervals.",
                    failure.getMessage(),
                    delay.toMillis());
        } else if (elapsed().compareTo(nextReminder) >= 0) {
            nextReminder = elapsed().multipliedBy(2);
            recoveryDue = true;
            log.warn(
                    "{}: requests have been failing for {} s ({} attempts). Last error: {} Retrying in {} ms.",
                    accounts(),
                    elapsed().toSeconds(),
                    failures,
                    String.valueOf(failure.getMessage()).replaceFirst("^" + accounts() + ": ", ""),
                    delay.toMillis());
        } else {
            log.debug("{} Retrying in {} ms.", failure.getMessage(), delay.toMillis());
        }
    }

    private String accounts() {
        return affected.size() == 1 ? "Account " + affected.iterator().next() : affected.size() + " accounts";
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }
}

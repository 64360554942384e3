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
 * Tells the log of an outage when it begins, ever more rarely while it lasts, and when it ends, however many requests of
 * however many accounts fail in it and however often. An outage lasts as long as any request waits to be sent again.
 */
public final class OutageLog {

    /** When it is told for the second time; then after twice as long, and so on. */
    private static final Duration FIRST_REMINDER = Duration.ofSeconds(30);

    private final Logger log;
    private final LongSupplier nanoTime;

    /** Requests that wait to be sent again, by the account that they are about. */
    private final Map<OfAccount, Set<Attempts>> failing = new HashMap<>();

    /** SIDs of all accounts of which a request failed in this outage. */
    private final Set<String> concerned = new HashSet<>();

    private long began;
    private int failures;
    private Duration nextReminder = FIRST_REMINDER;

    /**
     * @param nanoTime monotonic clock
     */
    public OutageLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * For the requests of one account.
     *
     * @param listener is told when its requests begin to fail, and when none is left that does
     */
    public OfAccount of(String accountSid, RequestListener listener) {
        return new OfAccount(accountSid, listener);
    }

    /** What becomes of an account's requests. */
    public final class OfAccount {

        private final String accountSid;
        private final RequestListener listener;

        private OfAccount(String accountSid, RequestListener listener) {
            this.accountSid = accountSid;
            this.listener = listener;
        }

        /** A request failed and is sent again. */
        void retrying(Attempts request, Throwable failure, Duration delay) {
            synchronized (OutageLog.this) {
                boolean first = failing.isEmpty();
                Set<Attempts> own = failing.computeIfAbsent(this, account -> new HashSet<>());
                if (own.isEmpty()) {
                    listener.retrying(true);
                }
                own.add(request);
                if (first) {
                    begin();
                }
                concerned.add(accountSid);
                failures++;
                tell(first, failure, delay);
            }
        }

        /** A request got its answer. */
        void answered(Attempts request) {
            synchronized (OutageLog.this) {
                if (endsWith(request)) {
                    log.info(
                            "{}: all is well again. Failed attempts: {}, in {} s.",
                            who(),
                            failures,
                            lasted().toSeconds());
                }
            }
        }

        /** A request is given up: whoever sent it tells. */
        void givenUp(Attempts request) {
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

    private void begin() {
        began = nanoTime.getAsLong();
        failures = 0;
        concerned.clear();
        nextReminder = FIRST_REMINDER;
    }

    private void tell(boolean first, Throwable failure, Duration delay) {
        if (first) {
            log.warn(
                    "{} It is sent again in {} ms. Further failures are logged at DEBUG, and counted here from time to time.",
                    failure.getMessage(),
                    delay.toMillis());
        } else if (lasted().compareTo(nextReminder) >= 0) {
            nextReminder = lasted().multipliedBy(2);
            log.warn(
                    "{}: not well for {} s, failed attempts: {}. The latest: {} It is sent again in {} ms.",
                    who(),
                    lasted().toSeconds(),
                    failures,
                    failure.getMessage(),
                    delay.toMillis());
        } else {
            log.debug("{} It is sent again in {} ms.", failure.getMessage(), delay.toMillis());
        }
    }

    private String who() {
        return concerned.size() == 1 ? "Account " + concerned.iterator().next() : concerned.size() + " accounts";
    }

    private Duration lasted() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }
}

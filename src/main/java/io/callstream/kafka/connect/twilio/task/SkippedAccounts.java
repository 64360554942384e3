package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.api.AccountContext;
import io.callstream.kafka.connect.twilio.report.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * The accounts of a task that could not be read when they were last tried. Logs the first failure of each in full, and
 * further ones at growing intervals, at 2, 4, 8, … attempts: a closed account stays closed.
 */
final class SkippedAccounts {

    private final Duration pause;
    private final Logger log;

    /** Consecutive failures of each account. */
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /**
     * @param pause how long an account is skipped before a retry
     */
    SkippedAccounts(Duration pause, Logger log) {
        this.pause = pause;
        this.log = log;
    }

    /** Counts a failure of an account. */
    void failed(String account) {
        failures.merge(account, 1, Integer::sum);
    }

    /** Removes an account whose calls could be read. */
    void recovered(String account) {
        if (failures.remove(account) != null) {
            log.info("{}: the account recovered. Resuming from its stored offsets.", account);
        }
    }

    /** Whether none of these accounts could be read. */
    boolean containsAll(Collection<String> accounts) {
        return failures.keySet().containsAll(accounts);
    }

    /** Logs that an account which failed is skipped. */
    void logSkip(String account, Throwable cause) {
        int attempts = failures.getOrDefault(account, 1);
        try (AccountContext context = AccountContext.of(account)) {
            if (attempts == 1) {
                log.error(
                        "{}: the account cannot be read. Skipping it; retrying in {}. The other accounts continue.",
                        account,
                        Durations.text(pause),
                        cause);
            } else if (Integer.bitCount(attempts) == 1) {
                log.warn(
                        "{}: the account still cannot be read after {} attempts. Skipping it; retrying in {}. Last error: {}",
                        account,
                        attempts,
                        Durations.text(pause),
                        cause.toString());
            } else {
                log.debug("{}: the account still cannot be read after {} retries", account, attempts - 1, cause);
            }
        }
    }
}

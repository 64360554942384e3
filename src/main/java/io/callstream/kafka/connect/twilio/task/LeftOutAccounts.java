package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.api.AccountContext;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * The accounts of a task that could not be read when that was tried last. Tells the log of each the first time, with all
 * that is known, and then ever more rarely: an account that is closed stays so.
 */
final class LeftOutAccounts {

    private final Duration pause;
    private final Logger log;

    /** How often each has failed in a row. */
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /**
     * @param pause how long an account is left alone
     */
    LeftOutAccounts(Duration pause, Logger log) {
        this.pause = pause;
        this.log = log;
    }

    /** An account could not be read. */
    void add(String account) {
        failures.merge(account, 1, Integer::sum);
    }

    /** Calls of an account came. */
    void remove(String account) {
        if (failures.remove(account) != null) {
            log.info("{}: can be read again, and goes on where it was.", account);
        }
    }

    /** Whether none of these could be read. */
    boolean containsAll(Collection<String> accounts) {
        return failures.keySet().containsAll(accounts);
    }

    /** Says that an account which could not be read is left out. */
    void tell(String account, Throwable cause) {
        int times = failures.getOrDefault(account, 1);
        try (AccountContext context = AccountContext.of(account)) {
            if (times == 1) {
                log.error(
                        "{}: cannot be read, and is left out for {} s; then it is tried again. The other accounts go on.",
                        account,
                        pause.toSeconds(),
                        cause);
            } else if (Integer.bitCount(times) == 1) {
                log.warn(
                        "{}: still cannot be read, tried {} times. It is left out for {} s again. {}",
                        account,
                        times,
                        pause.toSeconds(),
                        cause.toString());
            } else {
                log.debug("{}: still cannot be read, tried {} times", account, times, cause);
            }
        }
    }
}

package io.callstream.kafka.connect.twilio.api;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the SID of an account into the logging context (MDC) while it is open, beside Connect's own
 * {@code connector.context}. Closing it restores the previous value, so contexts can be nested.
 */
public final class AccountContext implements AutoCloseable {

    /** The key of the context; docs/troubleshooting.md explains how to log it. */
    public static final String KEY = "twilio.account";

    private final @Nullable String before;

    private AccountContext(@Nullable String before) {
        this.before = before;
    }

    /** Opens a context for this thread. */
    public static AccountContext of(String accountSid) {
        AccountContext context = new AccountContext(MDC.get(KEY));
        MDC.put(KEY, accountSid);
        return context;
    }

    @Override
    public void close() {
        if (before == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, before);
        }
    }
}

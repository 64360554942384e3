package io.callstream.kafka.connect.twilio.api;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Lets a log show which account a line is about: its SID is in the logger's context while this is open, beside Connect's
 * own {@code connector.context}. What was there before is put back, so that one may be opened within another.
 */
public final class AccountContext implements AutoCloseable {

    /** The key of the context; docs/troubleshooting.md tells how to show it. */
    public static final String KEY = "twilio.account";

    private final @Nullable String before;

    private AccountContext(@Nullable String before) {
        this.before = before;
    }

    /** Puts an account into the context of this thread. */
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

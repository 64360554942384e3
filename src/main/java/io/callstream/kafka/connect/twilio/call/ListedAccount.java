package io.callstream.kafka.connect.twilio.call;

import java.time.Instant;
import java.util.Optional;

/**
 * An account, as the list of accounts shows it.
 *
 * @param status {@code active}, {@code suspended}, {@code closed}, or one that is new
 * @param created empty if the list does not say
 */
public record ListedAccount(String sid, String status, Optional<Instant> created) {

    /** Whether its calls can be read. */
    public boolean isActive() {
        return status.equals("active");
    }

    /** Whether it may be active again some day. */
    public boolean isSuspended() {
        return status.equals("suspended");
    }
}

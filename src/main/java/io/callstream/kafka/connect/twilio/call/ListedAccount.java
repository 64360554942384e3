package io.callstream.kafka.connect.twilio.call;

import java.time.Instant;
import java.util.Optional;

/**
 * An account in the list of accounts.
 *
 * @param status {@code active}, {@code suspended}, {@code closed}, or one that is new
 * @param created when the account was created; empty if the list has no date
 */
public record ListedAccount(String sid, String status, Optional<Instant> created) {

    /** Whether its calls can be read. */
    public boolean isActive() {
        return status.equals("active");
    }

    /** Whether it can become active again. */
    public boolean isSuspended() {
        return status.equals("suspended");
    }
}

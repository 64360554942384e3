package io.callstream.kafka.connect.twilio.call;

import java.time.Instant;
import java.util.Optional;

/**
 * The facts about an account that the backfill depends on.
 *
 * @param created when the account was created; empty if the credential cannot read that
 * @param readAt the server's time of the request, or an earlier one
 * @param latest no clock shows a later time: a stored state that does is wrong
 */
public record AccountFacts(Optional<Instant> created, Instant readAt, Instant latest) {

    /** Facts that were read when all clocks showed the same time. */
    public AccountFacts(Optional<Instant> created, Instant readAt) {
        this(created, readAt, readAt);
    }
}

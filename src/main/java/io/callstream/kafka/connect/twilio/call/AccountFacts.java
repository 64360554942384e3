package io.callstream.kafka.connect.twilio.call;

import java.time.Instant;
import java.util.Optional;

/**
 * The facts about an account that the backfill depends on.
 *
 * @param created when the account was created; empty if the credential cannot read that
 * @param readAt the server's time of the request
 */
public record AccountFacts(Optional<Instant> created, Instant readAt) {}

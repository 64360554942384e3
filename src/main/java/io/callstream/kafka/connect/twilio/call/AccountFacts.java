package io.callstream.kafka.connect.twilio.call;

import java.time.Instant;
import java.util.Optional;

/**
 * What the API says of an account before its calls are read.
 *
 * @param created when the account was created; empty where the credential may not read it
 * @param readAt the server's time when it was asked
 */
public record AccountFacts(Optional<Instant> created, Instant readAt) {}

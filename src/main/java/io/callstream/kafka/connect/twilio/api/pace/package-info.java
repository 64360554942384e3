/**
 * When to send and when to retry: concurrency, page size, backoff, and the log of outages.
 *
 * <p>Knows no URL and no JSON: requests and responses are opaque here.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.api.pace;

import org.jspecify.annotations.NullMarked;

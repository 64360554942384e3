/**
 * When to send and when to retry: the concurrency limit, the page size, backoff, and the log of an outage.
 *
 * <p>Knows no URL and no JSON: requests and responses are opaque here.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.api.pace;

import org.jspecify.annotations.NullMarked;

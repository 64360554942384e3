/**
 * Samples the calls of an account through the connector's own API client: which days to count, what each of them holds, and
 * the estimate of all calls that follows.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.preview.sample;

import org.jspecify.annotations.NullMarked;

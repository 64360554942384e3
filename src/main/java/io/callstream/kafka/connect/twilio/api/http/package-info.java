/**
 * One HTTP request and its response: URL, credential, TLS, error classification.
 *
 * <p>Sends once. {@code api.pace} decides on retries.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.api.http;

import org.jspecify.annotations.NullMarked;

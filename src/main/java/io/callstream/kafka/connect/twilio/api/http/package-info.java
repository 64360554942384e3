/**
 * One HTTP request and its response: URL, credential, TLS, error classification.
 *
 * <p>Sends once. Whether and when to send again is decided in {@code api.pace}.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.api.http;

import org.jspecify.annotations.NullMarked;

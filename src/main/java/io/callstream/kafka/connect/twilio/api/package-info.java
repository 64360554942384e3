/**
 * The front of the Twilio client: {@link io.callstream.kafka.connect.twilio.api.CallsApi} answers questions about one
 * account, {@link io.callstream.kafka.connect.twilio.api.AccountList} lists accounts.
 *
 * <p>The only package with its sub-packages that knows URLs, JSON, status codes, retries and credentials. Answers in the
 * types of {@code call}; the sub-packages are closed to every other package.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.api;

import org.jspecify.annotations.NullMarked;

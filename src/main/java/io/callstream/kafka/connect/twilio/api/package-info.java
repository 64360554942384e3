/**
 * The front of the Twilio client: {@link io.callstream.kafka.connect.twilio.api.CallsApi} reads one account,
 * {@link io.callstream.kafka.connect.twilio.api.AccountList} lists accounts.
 *
 * <p>Together with its subpackages, the only one that sends requests: it builds URLs, sends the credential, parses responses
 * and retries. Returns the types of {@code call}; no other package may use the subpackages.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.api;

import org.jspecify.annotations.NullMarked;

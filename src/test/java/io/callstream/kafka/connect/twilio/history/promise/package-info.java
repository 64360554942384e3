/**
 * The promises of {@code docs/guarantees.md}, one class each: what a history has brought is the {@link
 * io.callstream.kafka.connect.twilio.history.promise.Evidence}, and each {@link
 * io.callstream.kafka.connect.twilio.history.promise.Promise} is checked against it.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.history.promise;

import org.jspecify.annotations.NullMarked;

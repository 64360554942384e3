/**
 * The data of the Twilio API: calls, pages of calls, accounts, and the requests for them.
 *
 * <p>The lowest layer: values that depend on the JDK only. Every package may import it; it imports none.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.call;

import org.jspecify.annotations.NullMarked;

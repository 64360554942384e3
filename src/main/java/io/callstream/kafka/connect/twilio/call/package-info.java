/**
 * What Twilio says: calls, pages of calls, accounts, and the requests that they answer.
 *
 * <p>The ground floor: records and sealed types without behaviour that depends on anything but the JDK. Everybody may
 * import it; it imports nobody.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.call;

import org.jspecify.annotations.NullMarked;

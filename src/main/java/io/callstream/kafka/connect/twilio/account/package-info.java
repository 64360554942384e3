/**
 * Which accounts there are, whether their credential can read them, and which task reads which.
 *
 * <p>Reads no calls: that is the work of {@code task}.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.account;

import org.jspecify.annotations.NullMarked;

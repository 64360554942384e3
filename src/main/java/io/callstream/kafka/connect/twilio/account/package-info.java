/**
 * Which accounts exist, whether the credential can read them, and which task reads which.
 *
 * <p>Reads no calls; {@code task} does.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.account;

import org.jspecify.annotations.NullMarked;

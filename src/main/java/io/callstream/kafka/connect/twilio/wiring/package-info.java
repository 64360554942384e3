/**
 * Translates the configuration into the settings of the packages that do the work.
 *
 * <p>The only package that imports both sides of such a translation; it has no behaviour of its own.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.wiring;

import org.jspecify.annotations.NullMarked;

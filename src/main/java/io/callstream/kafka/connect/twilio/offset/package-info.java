/**
 * Window states as Connect stores them: flat maps of primitives, one source partition a window, and back.
 *
 * <p>The only package that knows offset keys. What it reads was perhaps written by another version or by a person, so
 * everything is checked, and refused with a message that names the key.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.offset;

import org.jspecify.annotations.NullMarked;

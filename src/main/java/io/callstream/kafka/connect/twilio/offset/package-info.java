/**
 * Converts window states to Connect's offsets and back: flat maps of primitives, one source partition per window.
 *
 * <p>The only package that knows the offset keys. Another version or a user may have written an offset, so each value is
 * validated; an error names the key.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.offset;

import org.jspecify.annotations.NullMarked;

/**
 * The {@code io.callstream.twilio.Call} schema, and the mapping of a call to a Connect record.
 *
 * <p>The only package that knows Connect's data API.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.record;

import org.jspecify.annotations.NullMarked;

/**
 * Bytes become calls: the streaming parser for pages, accounts and errors.
 *
 * <p>Parses whatever bytes arrive into values or a {@code MalformedPageException}. No HTTP, no retries.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.api.json;

import org.jspecify.annotations.NullMarked;

/**
 * The streaming parser of pages, accounts and errors.
 *
 * <p>Parses any bytes into values or a {@code MalformedPageException}. No HTTP, no retries.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.api.json;

import org.jspecify.annotations.NullMarked;

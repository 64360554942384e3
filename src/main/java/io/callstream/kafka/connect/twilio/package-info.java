/**
 * The connector and its task: wiring and lifecycle, nothing else.
 *
 * <p>The way of one call is a straight line: {@code api} reads a page, {@code sync} decides which rows are news,
 * {@code record} maps them, {@code offset} stamps them, and the task hands them to Connect. Only this package may
 * import all of these; none of them imports this one. Beside it stands {@code preview}, a command for people.
 */
@NullMarked
package io.callstream.kafka.connect.twilio;

import org.jspecify.annotations.NullMarked;

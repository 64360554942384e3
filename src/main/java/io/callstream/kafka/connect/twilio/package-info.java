/**
 * The connector and its task: the two class names that a user types into a configuration, and nothing else.
 *
 * <p>Each hands its work on, the connector to {@code account}, the task to {@code task}. No package imports this one but
 * {@code preview}, which validates a configuration as the connector does.
 */
@NullMarked
package io.callstream.kafka.connect.twilio;

import org.jspecify.annotations.NullMarked;

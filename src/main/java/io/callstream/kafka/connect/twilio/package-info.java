/**
 * The connector and its task: the two class names that a user types into a configuration, and nothing else.
 *
 * <p>Both delegate their work, the connector to {@code account}, the task to {@code task}. Only {@code preview} imports this
 * package: it validates a configuration as the connector does.
 */
@NullMarked
package io.callstream.kafka.connect.twilio;

import org.jspecify.annotations.NullMarked;

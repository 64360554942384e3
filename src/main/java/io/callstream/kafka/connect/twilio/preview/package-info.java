/**
 * A look before the leap: what a connector's configuration would read and cost, from a sample of the accounts' calls.
 *
 * <p>A command of its own beside the connector, which knows nothing of it: {@link
 * io.callstream.kafka.connect.twilio.preview.PreviewCommand} takes the arguments, {@code Survey} asks, {@code Estimate} and
 * {@code Advice} conclude, {@code TextReport} and {@code JsonReport} tell.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.preview;

import org.jspecify.annotations.NullMarked;

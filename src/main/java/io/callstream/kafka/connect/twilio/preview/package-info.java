/**
 * The {@code twilio-calls-preview} command: tests a connector's configuration and estimates, from a sample of the accounts'
 * calls, what the connector would read and what that costs.
 *
 * <p>A command beside the connector, which does not depend on it. {@link
 * io.callstream.kafka.connect.twilio.preview.PreviewCommand} parses the arguments, {@code Survey} samples the accounts with
 * {@code preview.sample} and concludes with {@code preview.report}.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.preview;

import org.jspecify.annotations.NullMarked;

/**
 * Converts events into log lines and metrics.
 *
 * <p>Reports only: nothing here may change what is read, emitted or stored.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.report;

import org.jspecify.annotations.NullMarked;

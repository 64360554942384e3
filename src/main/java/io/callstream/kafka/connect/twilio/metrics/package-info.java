/**
 * Metrics of the connector in Connect's own metric registry (KIP-877).
 *
 * <p>Counts what the other packages report; decides nothing.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.metrics;

import org.jspecify.annotations.NullMarked;

/**
 * The connector's metrics in Connect's own registry (KIP-877).
 *
 * <p>Counts what the other packages report, and makes no decisions.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.metrics;

import org.jspecify.annotations.NullMarked;

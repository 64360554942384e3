/**
 * The reads of what may still change: rolling windows and their sweeps, open calls, and calls that are missing.
 *
 * <p>Decides what to read and how far a watermark may move. Whether a row is a change is decided in {@code
 * sync.ledger}.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.sync.rolling;

import org.jspecify.annotations.NullMarked;

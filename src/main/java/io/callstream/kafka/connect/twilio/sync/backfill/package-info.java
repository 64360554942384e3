/**
 * The backfill: the windows of an account's past, each read once from its first page to its last.
 *
 * <p>Knows nothing of the rolling windows, and emits no call that was created after the connector's first start.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.sync.backfill;

import org.jspecify.annotations.NullMarked;

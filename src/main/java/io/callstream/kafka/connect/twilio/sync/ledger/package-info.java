/**
 * What the topic already holds: the ledger of this run, and the restart rule for what earlier runs stored.
 *
 * <p>Decides whether a row is a change. Sends no request and knows no window's schedule.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.sync.ledger;

import org.jspecify.annotations.NullMarked;

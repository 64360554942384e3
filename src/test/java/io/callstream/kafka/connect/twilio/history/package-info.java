/**
 * Random histories: the sync of one account, a simulated world and a model of Connect, all on one virtual clock, without
 * sockets or threads. A seed makes a history, faults and crashes included; invariants say whether the promises held.
 *
 * <p>The way of a history: a {@link io.callstream.kafka.connect.twilio.history.Plan} is drawn, a
 * {@link io.callstream.kafka.connect.twilio.history.History} is run, its
 * {@link io.callstream.kafka.connect.twilio.history.Verdict} is read. One that fails is made smaller, and says by which
 * command it can be seen again.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.history;

import org.jspecify.annotations.NullMarked;

/**
 * Random histories: the sync of one account, a simulated world and a model of Connect, all on one virtual clock, without
 * sockets or threads. A seed determines a history, faults and crashes included.
 *
 * <p>A {@link io.callstream.kafka.connect.twilio.history.plan.Plan} is drawn, a
 * {@link io.callstream.kafka.connect.twilio.history.History} is run, and its
 * {@link io.callstream.kafka.connect.twilio.history.Verdict} lists the broken promises. A failing plan is simplified and
 * printed with the command that reproduces it.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.history;

import org.jspecify.annotations.NullMarked;

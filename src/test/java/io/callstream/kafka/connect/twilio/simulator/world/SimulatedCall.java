package io.callstream.kafka.connect.twilio.simulator.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A call with all its states, past and future.
 *
 * @param states in the order of time, at least one
 * @param deleted the time of its deletion, if it is ever deleted
 */
public record SimulatedCall(
        String sid,
        String accountSid,
        Instant created,
        String direction,
        String from,
        String to,
        Optional<String> parentCallSid,
        CallDetails details,
        List<CallState> states,
        Optional<Instant> deleted) {

    /** The state at a moment; that of its creation for a moment before it. */
    public CallState at(Instant time) {
        for (int i = states.size() - 1; i > 0; i--) {
            if (!states.get(i).from().isAfter(time)) {
                return states.get(i);
            }
        }
        return states.get(0);
    }

    /** Whether the API shows the call at a moment. */
    public boolean exists(Instant time) {
        return !created.isAfter(time) && !(deleted.isPresent() && !deleted.get().isAfter(time));
    }

    /** Whether the call no longer changes after a moment, not even by its deletion. */
    public boolean isAtItsEnd(Instant time) {
        return !last().from().isAfter(time)
                && !(deleted.isPresent() && deleted.get().isAfter(time));
    }

    /** The last state of the call. */
    public CallState last() {
        return states.get(states.size() - 1);
    }

    /** The same call with a state appended. */
    public SimulatedCall with(CallState next) {
        List<CallState> longer = new ArrayList<>(states);
        longer.add(next);
        return new SimulatedCall(
                sid, accountSid, created, direction, from, to, parentCallSid, details, List.copyOf(longer), deleted);
    }

    /** The same call, deleted at a moment. */
    public SimulatedCall deletedAt(Instant moment) {
        return new SimulatedCall(
                sid, accountSid, created, direction, from, to, parentCallSid, details, states, Optional.of(moment));
    }
}

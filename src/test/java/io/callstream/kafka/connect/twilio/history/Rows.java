package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.simulator.world.CallState;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.sync.CallRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Simulated calls as rows. A row's fingerprint encodes which state of its call it shows. */
final class Rows {

    private static final int STATES = 16;

    private final Map<CallState, Call> rows = new IdentityHashMap<>();
    private final Map<String, Long> fingerprints = new HashMap<>();

    /** The row that shows a call at a moment. */
    Call at(SimulatedCall call, Instant moment) {
        CallState state = call.at(moment);
        return rows.computeIfAbsent(state, shown -> row(call, shown));
    }

    /** The index of the state that a row shows. */
    static int stateOf(Call row) {
        return (int) (row.fingerprint() % STATES);
    }

    private Call row(SimulatedCall call, CallState state) {
        long first = fingerprints.computeIfAbsent(call.sid(), sid -> (fingerprints.size() + 1L) * STATES);
        int index = 0;
        while (call.states().get(index) != state) {
            index++;
        }
        return new CallRow(
                        call.sid(),
                        state.status(),
                        state.dated() ? call.created() : null,
                        state.updated(),
                        state.start(),
                        state.price() == null ? null : new BigDecimal(state.price()))
                .call(first + index);
    }
}

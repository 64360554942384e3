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

/** Simulated calls as rows. A row's fingerprint encodes which state of its call it shows, and in which variant. */
final class Rows {

    private static final int STATES = 16;
    private static final long VARIANT = 1L << 60;

    private final Map<CallState, Call> rows = new IdentityHashMap<>();
    private final Map<CallState, Call> variants = new IdentityHashMap<>();
    private final Map<String, Long> fingerprints = new HashMap<>();

    /**
     * The row that shows a call at a moment.
     *
     * @param variant whether it comes from a host that shows rows differently
     */
    Call at(SimulatedCall call, Instant moment, boolean variant) {
        CallState state = call.at(moment);
        return (variant ? variants : rows).computeIfAbsent(state, shown -> row(call, shown, variant ? VARIANT : 0));
    }

    /** The index of the state that a row shows. */
    static int stateOf(Call row) {
        return (int) (row.fingerprint() % STATES);
    }

    /** Whether a host that shows rows differently has shown it. */
    static boolean isVariant(Call row) {
        return row.fingerprint() >= VARIANT;
    }

    private Call row(SimulatedCall call, CallState state, long variant) {
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
                .call(variant + first + index);
    }
}

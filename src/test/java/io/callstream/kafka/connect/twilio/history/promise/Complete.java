package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/** The last state of every call within reach is in the topic. */
final class Complete implements Promise {

    private static final int NONE = -1;

    @Override
    public void check(Evidence evidence, Consumer<String> broken) {
        for (SimulatedCall call : evidence.calls()) {
            int promised = lastPromised(evidence, call);
            List<Sent> records = evidence.recordsOf(call);
            if (promised == NONE) {
                continue;
            }
            if (records.isEmpty()) {
                broken.accept("missing: " + call);
            } else if (records.get(records.size() - 1).state() < promised) {
                broken.accept("stale: the topic ends with state "
                        + records.get(records.size() - 1).state() + ", promised is " + promised + " of " + call);
            }
        }
    }

    /** Index of the last state that must be in the topic. */
    private static int lastPromised(Evidence evidence, SimulatedCall call) {
        if (call.deleted().isPresent() || !isWanted(evidence, call)) {
            return NONE;
        }
        int last = NONE;
        for (int i = 0; i < call.states().size(); i++) {
            Instant from = call.states().get(i).from();
            boolean read = !from.isAfter(evidence.started());
            boolean followed = !from.isAfter(call.created().plus(evidence.lookbackSince(from)));
            last = read || followed && !isForgottenAtStops(evidence, call, i) ? i : last;
        }
        return last == NONE || isSelected(evidence, call, last) ? last : NONE;
    }

    /** With {@code filter.status} only the calls that are in the status at the end. */
    private static boolean isSelected(Evidence evidence, SimulatedCall call, int promised) {
        return call.states().stream()
                .skip(promised)
                .allMatch(state -> evidence.settings().filters().allowStatus(state.status()));
    }

    private static boolean isWanted(Evidence evidence, SimulatedCall call) {
        BackfillStart start = evidence.settings().backfillStart();
        if (start instanceof BackfillStart.From from) {
            return !call.created()
                    .isBefore(from.day().atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        return start instanceof BackfillStart.All || evidence.isNew(call);
    }

    /** A price that changes in silence is seen while the task runs; a new task does not know which one the topic holds. */
    private static boolean isForgottenAtStops(Evidence evidence, SimulatedCall call, int state) {
        return evidence.lives().size() > 1 && state > 0 && Evidence.isSilentCorrection(call, state - 1, state);
    }
}

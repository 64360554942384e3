package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.history.plan.Knob;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import java.time.Instant;
import java.util.function.Consumer;

/** The ledger holds no more calls than are within reach, once a life has lasted three lookbacks and its sweeps end. */
final class BoundedLedger implements Promise {

    @Override
    public void check(Evidence evidence, Consumer<String> broken) {
        Life last = evidence.lastLife();
        boolean sweepsEnd = Knob.OF_CURSORS.stream().noneMatch(evidence.plan()::has);
        if (!sweepsEnd
                || last.to() - last.from()
                        <= evidence.settings().lookback().multipliedBy(3).toMillis()) {
            return;
        }
        Instant floor = Instant.ofEpochMilli(last.to())
                .minus(evidence.settings().lookback().multipliedBy(2))
                .minus(Evidence.READ_LAG)
                .minusMillis(evidence.slack());
        long within = evidence.calls().stream()
                .filter(call -> !call.last().from().isBefore(floor) || isOpen(call))
                .count();
        int tracked = evidence.progress().trackedCalls();
        if (tracked > within) {
            broken.accept("the ledger holds " + tracked + " calls, " + within + " are within reach");
        }
    }

    private static boolean isOpen(SimulatedCall call) {
        return call.last().end() == null;
    }
}

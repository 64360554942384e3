package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import java.util.List;
import java.util.function.Consumer;

/** The topic never goes back to an older state. */
final class Monotonic implements Promise {

    @Override
    public void check(Evidence evidence, Consumer<String> broken) {
        for (SimulatedCall call : evidence.calls()) {
            List<Sent> records = evidence.recordsOf(call);
            for (int i = 1; i < records.size(); i++) {
                int before = records.get(i - 1).state();
                int after = records.get(i).state();
                if (after < before && before == Sent.DELETED) {
                    broken.accept("after its tombstone: state " + after + " of " + call);
                } else if (after < before) {
                    broken.accept("backwards: state " + after + " follows state " + before + " of " + call);
                }
            }
        }
    }
}

package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.history.plan.Knob;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A change in a call of some age arrives within that age, or the poll interval; the end of a long call {@linkplain
 * Evidence#paceOfEnd sooner}. Holds in a calm history.
 */
final class InTime implements Promise {

    @Override
    public void check(Evidence evidence, Consumer<String> broken) {
        if (evidence.isCalm() && !evidence.plan().has(Knob.STATUS)) {
            evidence.calls().stream()
                    .filter(evidence::isNew)
                    .filter(call -> call.deleted().isEmpty())
                    .forEach(call -> check(evidence, call, broken));
        }
    }

    private static void check(Evidence evidence, SimulatedCall call, Consumer<String> broken) {
        for (int i = 0; i < call.states().size(); i++) {
            Instant from = call.states().get(i).from();
            Duration age = Duration.between(call.created(), from);
            if (age.compareTo(evidence.settings().lookback()) > 0) {
                return;
            }
            long latest = from.plus(pace(evidence, call, i, age)).toEpochMilli() + evidence.slack();
            int state = i;
            boolean arrived =
                    evidence.recordsOf(call).stream().anyMatch(sent -> sent.state() >= state && sent.at() <= latest);
            if (!arrived && latest < evidence.lives().get(0).to()) {
                broken.accept("late: state " + i + " was not there at " + Instant.ofEpochMilli(latest) + ": " + call);
            }
        }
    }

    private static Duration pace(Evidence evidence, SimulatedCall call, int state, Duration age) {
        Duration poll = evidence.settings().pollInterval();
        if (evidence.isEndOfLongCall(call, state)) {
            return evidence.paceOfEnd(age);
        }
        return age.compareTo(poll) > 0 ? age : poll;
    }
}

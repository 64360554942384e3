package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.history.plan.Knob;
import io.callstream.kafka.connect.twilio.history.plan.Plan;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** In each life the end of a long call arrives {@linkplain Evidence#paceOfEnd in time}, even while the backfill is incomplete. */
final class InTimeAtTheEnd implements Promise {

    @Override
    public void check(Evidence evidence, Consumer<String> broken) {
        if (canWatch(evidence)) {
            evidence.calls().forEach(call -> check(evidence, call, broken));
        }
    }

    /** Nothing keeps a call from being watched: only crashes, and rejected cursors where a list is one page anyway. */
    private static boolean canWatch(Evidence evidence) {
        Plan plan = evidence.plan();
        boolean onePage = plan.get(Knob.PAGE_SIZE) >= 100;
        return Knob.TROUBLES.stream()
                        .filter(knob -> knob != Knob.CRASH_POLLS)
                        .filter(knob -> !onePage || !Knob.OF_CURSORS.contains(knob))
                        .noneMatch(plan::has)
                && !plan.has(Knob.FILTERED_LIVES)
                && !plan.has(Knob.OTHER_SETTINGS)
                && !plan.has(Knob.STATUS)
                && evidence.isNewestFirst()
                && evidence.canKeepPace();
    }

    private static void check(Evidence evidence, SimulatedCall call, Consumer<String> broken) {
        for (int i = 1; i < call.states().size(); i++) {
            Instant end = call.states().get(i).from();
            Duration pace = evidence.paceOfEnd(Duration.between(call.created(), end));
            if (!evidence.isEndOfLongCall(call, i) || isDeletedBy(evidence, call, end.plus(pace))) {
                continue;
            }
            int state = i;
            long latest = end.plus(pace).toEpochMilli() + evidence.slack();
            for (Life life : evidence.lives()) {
                boolean wasWatched = life.from() + evidence.slack() < end.toEpochMilli();
                boolean survived = latest + evidence.plan().get(Knob.ACK_SECONDS) * 1000L < life.to();
                if (wasWatched
                        && survived
                        && evidence.recordsOf(call).stream()
                                .noneMatch(sent -> sent.state() >= state && sent.at() <= latest)) {
                    broken.accept("late: the end was not there at " + Instant.ofEpochMilli(latest) + ": " + call);
                }
            }
        }
    }

    private static boolean isDeletedBy(Evidence evidence, SimulatedCall call, Instant latest) {
        Instant read = latest.plus(evidence.settings().pollInterval()).plusMillis(evidence.slack());
        return call.deleted().filter(read::isAfter).isPresent();
    }
}

package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.history.plan.Knob;
import io.callstream.kafka.connect.twilio.history.plan.Plan;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Without a crash no state comes twice; after one, only what the stored state does not prove to be in the topic. */
final class Frugal implements Promise {

    @Override
    public void check(Evidence evidence, Consumer<String> broken) {
        for (Evidence.Repeat repeat : evidence.repeats()) {
            Sent again = repeat.again();
            boolean allowed = repeat.isOfOneLife()
                    ? mayBeReadTwice(evidence, repeat.call(), again) || isOfOtherHost(evidence, repeat)
                    : mayRepeat(evidence, repeat.call(), again);
            if (!allowed) {
                broken.accept("repeated: state " + again.state() + " in life " + again.life() + " ("
                        + again.window().name() + "), in the topic since life "
                        + repeat.before().life() + ": " + repeat.call());
            }
        }
    }

    /** A backfill window that is read again because its cursor was rejected shows calls that no ledger keeps. */
    private static boolean mayBeReadTwice(Evidence evidence, SimulatedCall call, Sent sent) {
        Plan plan = evidence.plan();
        Instant floor = Instant.ofEpochMilli(sent.at())
                .minus(evidence.lives().get(sent.life()).settings().lookback());
        return sent.window().isBackfill()
                && call.created().isBefore(floor)
                && Knob.OF_CURSORS.stream().anyMatch(plan::has);
    }

    /** Of hosts that show rows differently, each counts once an hour. */
    private static boolean isOfOtherHost(Evidence evidence, Evidence.Repeat repeat) {
        Duration unlessDelayed =
                evidence.plan().has(Knob.TROUBLE) || evidence.plan().has(Knob.CLOCK_STEPS)
                        ? Duration.ofMinutes(25)
                        : Duration.ofMinutes(59);
        return evidence.plan().has(Knob.OLD_HOSTS)
                && repeat.again().at() - repeat.before().at() >= unlessDelayed.toMillis();
    }

    private static boolean mayRepeat(Evidence evidence, SimulatedCall call, Sent sent) {
        if (evidence.plan().has(Knob.OLD_HOSTS)) {
            return true; // the ledger does not know which host's row the topic holds
        }
        Life life = evidence.lives().get(sent.life());
        if (sent.window().isBackfill()) {
            WindowState.Backfill stored = life.stored().backfill().get(sent.window());
            return stored == null || !stored.done();
        }
        Optional<WindowState.Rolling> stored = life.stored().rolling();
        boolean backfillWaitsForPrices = life.stored().backfill().values().stream()
                .anyMatch(window -> window.unpriced().hashes().length > 0);
        return stored.isEmpty()
                || isFirstPrice(call, sent.state()) && backfillWaitsForPrices
                || mayRepeat(stored.get(), call, sent.state());
    }

    private static boolean mayRepeat(WindowState.Rolling stored, SimulatedCall call, int state) {
        if (stored.unpriced().overflowed()) {
            return true;
        }
        if (isFirstPrice(call, state) && stored.unpriced().hashes().length > 0) {
            return true; // it may have been stored as one without a price since before the price came
        }
        Duration age = Duration.between(call.created(), stored.saved());
        Instant seenUpTo = stored.watermarks().entrySet().stream()
                .filter(window -> window.getKey().compareTo(age) >= 0)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Instant.EPOCH);
        Instant changed = call.states().get(state).from();
        return !changed.isBefore(seenUpTo.minus(Evidence.READ_LAG))
                || !call.created().isBefore(stored.saved());
    }

    private static boolean isFirstPrice(SimulatedCall call, int state) {
        return state > 0
                && call.states().get(state).price() != null
                && call.states().get(state - 1).price() == null;
    }
}

package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Each window is read as often as its depth requires, in no more pages than its calls fill. Holds in a calm history. */
final class BoundedRequests implements Promise {

    /** A sweep begins with a small page and doubles it. */
    private static final long PAGES_TO_GROW = 3;

    @Override
    public void check(Evidence evidence, Consumer<String> broken) {
        if (!evidence.isCalm()) {
            return;
        }
        Life first = evidence.lives().get(0);
        Duration up = Duration.ofMillis(first.to() - first.from());
        long bound = ofBackfill(evidence) + ofSweeps(evidence, up) + ofOpenLists(evidence, up);
        int requests = evidence.requests().ofFirstLife();
        if (requests > bound) {
            broken.accept(requests + " requests in " + up + ", the bound is " + bound);
        }
    }

    private static long ofBackfill(Evidence evidence) {
        long calls = evidence.calls().size();
        long pagesOfAll = 2 * (calls / evidence.settings().pageSize() + 1) + 12;
        return pagesOfAll + 14 + 3 + calls;
    }

    private static long ofSweeps(Evidence evidence, Duration up) {
        SyncSettings settings = evidence.settings();
        long bound = 0;
        Duration above = settings.pollInterval();
        for (Duration depth = Evidence.FIRST_DEPTH; ; depth = depth.multipliedBy(8)) {
            Duration window = depth.compareTo(settings.lookback()) < 0 ? depth : settings.lookback();
            Duration interval = above.compareTo(settings.pollInterval()) > 0 ? above : settings.pollInterval();
            long sweeps = up.dividedBy(interval) + 2;
            Duration held = window.plus(interval).plus(Evidence.READ_LAG).plusMillis(evidence.slack());
            bound += sweeps * (2 + mostWithin(evidence, held) / settings.pageSize() + PAGES_TO_GROW);
            if (window.equals(settings.lookback())) {
                return bound;
            }
            above = depth;
        }
    }

    private static long ofOpenLists(Evidence evidence, Duration up) {
        boolean watches = evidence.calls().stream().anyMatch(call -> call.states().stream()
                .anyMatch(state -> state.from().isAfter(call.created().plus(Evidence.FIRST_DEPTH))));
        SyncSettings settings = evidence.settings();
        return watches
                ? 3
                        * (up.dividedBy(settings.pollInterval()) + 2)
                        * (1 + evidence.calls().size() / settings.pageSize())
                : 0;
    }

    private static long mostWithin(Evidence evidence, Duration span) {
        List<Instant> created =
                evidence.calls().stream().map(SimulatedCall::created).toList();
        long most = 0;
        int from = 0;
        for (int to = 0; to < created.size(); to++) {
            while (created.get(from).plus(span).isBefore(created.get(to))) {
                from++;
            }
            most = Math.max(most, to - from + 1L);
        }
        return most;
    }
}

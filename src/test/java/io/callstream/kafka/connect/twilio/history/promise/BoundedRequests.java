package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.history.plan.Knob;
import io.callstream.kafka.connect.twilio.history.plan.Plan;
import io.callstream.kafka.connect.twilio.simulator.world.CallState;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.sync.ledger.CallStatus;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Each window is read as often as its depth requires, in no more pages than its calls fill; the lists of open calls as often
 * as the age of long calls requires, where their number costs at most a page a poll. Holds in a calm history.
 */
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
        long ofOpenLists = ofOpenLists(evidence, first);
        long bound = ofBackfill(evidence) + ofSweeps(evidence, up) + ofOpenLists + ofOpenCalls(evidence);
        check(evidence.requests().ofFirstLife(), bound, "requests in " + up, broken);
        check(evidence.requests().openListsOfFirstLife(), ofOpenLists, "pages of open calls in " + up, broken);
    }

    private static void check(int requests, long bound, String what, Consumer<String> broken) {
        if (requests > bound) {
            broken.accept(requests + " " + what + ", the bound is " + bound);
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

    private static long ofOpenLists(Evidence evidence, Life life) {
        SyncSettings settings = evidence.settings();
        long polls = (life.to() - life.from()) / settings.pollInterval().toMillis() + 2;
        long due = evidence.calls().stream()
                .mapToLong(call -> readings(evidence, call, life))
                .sum();
        long readings = CallStatus.OPEN.size() + Math.min(due, CallStatus.OPEN.size() * polls);
        long pages = evidence.pagesOfLongCalls();
        long young = mostWithin(evidence, Evidence.FIRST_DEPTH.plus(Evidence.READ_LAG)) / settings.pageSize() + 1;
        return readings * young + Math.min(readings * pages, CallStatus.OPEN.size() * (polls + pages));
    }

    /** How often the lists are read because of a call. */
    private static long readings(Evidence evidence, SimulatedCall call, Life life) {
        Instant old = call.created().plus(Evidence.FIRST_DEPTH);
        Instant from = later(old, Instant.ofEpochMilli(life.from()));
        Instant to = Instant.ofEpochMilli(life.to());
        int changes = 0;
        for (CallState state : call.states()) {
            if (!CallStatus.isOpen(state.status())) {
                Duration late = evidence.paceOfEnd(Duration.between(call.created(), state.from()));
                Instant seen = state.from().plus(late).plusMillis(evidence.slack());
                to = seen.isBefore(to) ? seen : to;
                break;
            }
            changes += state.from().isAfter(old) ? 1 : 0;
        }
        long untilGone = call.deleted().isPresent() ? 1 + notFound(evidence) : 0; // its end may never have been seen
        if (!from.isBefore(to)) {
            // with filter.status no sweep shows that a young call has left the status: its list does, once it is old
            return untilGone + (evidence.settings().filters().status().isPresent() ? 1 : 0);
        }
        long poll = evidence.settings().pollInterval().toMillis();
        double youngest = Duration.between(call.created(), from).toMillis();
        double oldest = Duration.between(call.created(), to).toMillis();
        double slower = Evidence.READS_WITHIN_AGE * poll;
        double atEachPoll = Math.max(0, Math.min(oldest, slower) - youngest) / poll;
        double later = Evidence.READS_WITHIN_AGE * Math.log(Math.max(1, oldest / Math.max(youngest, slower)));
        return (long) (atEachPoll + later) + 1 + untilGone + (1 + changes) * (1 + notFound(evidence));
    }

    /** How often a call that is not found is requested again, until it is found or the 404 is confirmed. */
    private static long notFound(Evidence evidence) {
        Plan plan = evidence.plan();
        return plan.has(Knob.FALSE_404S) || plan.has(Knob.DELETIONS)
                ? 2 + Evidence.READ_LAG.dividedBy(evidence.settings().pollInterval())
                : 0;
    }

    /** The requests for calls that have left the lists. */
    private static long ofOpenCalls(Evidence evidence) {
        return evidence.calls().stream()
                .mapToLong(call -> call.states().size() * (1 + notFound(evidence)))
                .sum();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
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

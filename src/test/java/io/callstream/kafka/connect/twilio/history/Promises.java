package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.history.History.Life;
import io.callstream.kafka.connect.twilio.simulator.list.ListBehaviour.Order;
import io.callstream.kafka.connect.twilio.simulator.world.CallState;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.sync.RestoredAccount;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.Progress;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The promises of the connector, held against what a history has brought. */
final class Promises {

    private static final Duration FIRST_DEPTH = Duration.ofMinutes(15);
    private static final Duration READ_LAG = Duration.ofSeconds(60);

    private final Plan plan;
    private final SyncSettings settings;
    private final SimulatedWorld world;
    private final List<Life> lives;
    private final List<Sent> topic;
    private final long slowestAnswer;
    /** The first start that Connect remembers: before the first record is acknowledged, it remembers none. */
    private final Instant started;

    private final List<String> broken = new ArrayList<>();
    private final int[] repeats;
    private int readAgain;

    Promises(
            Plan plan,
            SyncSettings settings,
            SimulatedWorld world,
            List<Life> lives,
            List<Sent> topic,
            long slowestAnswer) {
        this.plan = plan;
        this.settings = settings;
        this.world = world;
        this.lives = lives;
        this.topic = topic;
        this.slowestAnswer = slowestAnswer;
        this.repeats = new int[lives.size()];
        this.started = lives.stream()
                .filter(life -> life.filters().equals(settings.filters().hash()))
                .filter(life -> life.stored().equals(RestoredAccount.NOTHING))
                .reduce((earlier, later) -> later)
                .map(life -> Instant.ofEpochMilli(life.from()))
                .orElseThrow();
    }

    Verdict verdict(int requests, int requestsOfFirstLife, Progress progress) {
        Map<String, List<Sent>> bySid = new HashMap<>();
        topic.forEach(sent ->
                bySid.computeIfAbsent(sent.sid(), sid -> new ArrayList<>(6)).add(sent));
        for (SimulatedCall call : world.account().calls()) {
            List<Sent> records = bySid.getOrDefault(call.sid(), List.of());
            complete(call, records);
            monotonic(call, records);
            frugal(call, records);
            if (isCalm()) {
                inTime(call, records);
            }
            if (canWatch()) {
                endsInTime(call, records);
            }
            deleted(call, records);
        }
        if (progress.backfillWindowsLeft() > 0) {
            broken.add("the backfill has not come to its end");
        }
        Life last = lives.get(lives.size() - 1);
        boolean sweepsEnd = Knob.OF_CURSORS.stream().noneMatch(plan::has);
        if (sweepsEnd
                && last.to() - last.from() > settings.lookback().multipliedBy(3).toMillis()) {
            ledgerIsBounded(progress);
        }
        if (isCalm()) {
            requestsAreBounded(requestsOfFirstLife);
        }
        int worst = Arrays.stream(repeats).max().orElse(0);
        int all = Arrays.stream(repeats).sum();
        return new Verdict(broken, all, worst, readAgain, lives.size() - 1, topic.size(), requests);
    }

    /** The last state of every call within reach is in the topic. */
    private void complete(SimulatedCall call, List<Sent> records) {
        int promised = lastPromised(call);
        if (promised < 0) {
            return;
        }
        if (records.isEmpty()) {
            broken.add("missing: " + call);
        } else if (records.get(records.size() - 1).state() < promised) {
            broken.add("stale: the topic ends with state "
                    + records.get(records.size() - 1).state() + ", promised is " + promised + " of " + call);
        }
    }

    /** A tombstone comes after a delete and never before; while the connector is up none fails to come. */
    private void deleted(SimulatedCall call, List<Sent> records) {
        Instant gone = call.deleted().orElse(Instant.MAX);
        Optional<Sent> tombstone = records.stream().filter(Sent::isTombstone).findFirst();
        if (tombstone.isPresent() && Instant.ofEpochMilli(tombstone.get().at()).isBefore(gone)) {
            broken.add("buried alive: " + call);
        }
        boolean wasThere = records.stream()
                .anyMatch(sent -> Instant.ofEpochMilli(sent.at()).isBefore(gone));
        boolean followed = !gone.isAfter(call.created().plus(settings.lookback())) && gone.isAfter(started);
        if (settings.deletes() && lives.size() == 1 && wasThere && followed && tombstone.isEmpty()) {
            broken.add("no tombstone: " + call);
        }
    }

    /** Index of the last state that must be in the topic; -1 if none must. */
    private int lastPromised(SimulatedCall call) {
        if (call.deleted().isPresent() || !isWanted(call)) {
            return -1;
        }
        int last = -1;
        for (int i = 0; i < call.states().size(); i++) {
            Instant from = call.states().get(i).from();
            boolean read = !from.isAfter(started);
            boolean followed = !from.isAfter(call.created().plus(settings.lookback()));
            last = read || followed && !isForgottenAtStops(call, i) ? i : last;
        }
        return last;
    }

    /** A price that changes in silence is seen while the task runs; a new task does not know which one the topic holds. */
    private boolean isForgottenAtStops(SimulatedCall call, int state) {
        return lives.size() > 1 && state > 0 && isSilentCorrection(call, state - 1, state);
    }

    private boolean isWanted(SimulatedCall call) {
        if (settings.backfillStart() instanceof BackfillStart.From from) {
            return !call.created()
                    .isBefore(from.day().atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        return settings.backfillStart() instanceof BackfillStart.All || isNew(call);
    }

    private boolean isNew(SimulatedCall call) {
        return !call.created().isBefore(started);
    }

    /** The topic never goes back to an older state. */
    private void monotonic(SimulatedCall call, List<Sent> records) {
        for (int i = 1; i < records.size(); i++) {
            int before = records.get(i - 1).state();
            int after = records.get(i).state();
            if (after < before && before == Sent.DELETED) {
                broken.add("risen from the dead: state " + after + " of " + call);
            } else if (after < before && !(plan.has(Knob.LAG_SECONDS) && isSilentCorrection(call, after, before))) {
                broken.add("backwards: state " + after + " follows state " + before + " of " + call);
            }
        }
    }

    /** A price that changes in silence bears no mark that a read which lags could be told by. */
    private static boolean isSilentCorrection(SimulatedCall call, int older, int newer) {
        if (newer == Sent.DELETED) {
            return false;
        }
        CallState one = call.states().get(older);
        CallState other = call.states().get(newer);
        return one.price() != null && other.price() != null && Objects.equals(one.updated(), other.updated());
    }

    /** Without a crash no state comes twice; after one, only what the stored state does not prove to be in the topic. */
    private void frugal(SimulatedCall call, List<Sent> records) {
        Map<Integer, Sent> seen = new HashMap<>();
        for (Sent sent : records) {
            Sent before = seen.put(sent.state(), sent);
            if (before == null
                    || sent.isTombstone() && before.life() != sent.life()
                    || comesAndGoes(call, sent.state())) {
                continue;
            }
            if (before.life() == sent.life()) {
                readAgain++;
            } else {
                repeats[sent.life()]++;
            }
            if (before.life() == sent.life() ? !mayBeReadTwice(call, sent) : !mayRepeat(call, sent)) {
                broken.add("repeated: state " + sent.state() + " in life " + sent.life() + " ("
                        + sent.window().name() + "), was there since life " + before.life() + ": " + call);
            }
        }
    }

    private boolean comesAndGoes(SimulatedCall call, int state) {
        return plan.has(Knob.LAG_SECONDS)
                && state != Sent.DELETED
                && (state + 1 < call.states().size() && isSilentCorrection(call, state, state + 1)
                        || state > 0 && isSilentCorrection(call, state - 1, state));
    }

    /** A backfill window that is read again because its cursor was refused shows calls that no ledger keeps. */
    private boolean mayBeReadTwice(SimulatedCall call, Sent sent) {
        Instant floor = Instant.ofEpochMilli(sent.at()).minus(settings.lookback());
        return sent.window().isBackfill()
                && call.created().isBefore(floor)
                && (plan.has(Knob.REFUSALS) || plan.has(Knob.TOKEN_MINUTES) || plan.has(Knob.ANCHORS_DIE));
    }

    private boolean mayRepeat(SimulatedCall call, Sent sent) {
        Life life = lives.get(sent.life());
        if (sent.window().isBackfill()) {
            WindowState.Backfill stored = life.stored().backfill().get(sent.window());
            return stored == null || !stored.done();
        }
        Optional<WindowState.Rolling> stored = life.stored().rolling();
        if (stored.isEmpty() || stored.get().unpriced().overflowed()) {
            return true;
        }
        Duration age = Duration.between(call.created(), stored.get().saved());
        Instant seenUpTo = stored.get().watermarks().entrySet().stream()
                .filter(window -> window.getKey().compareTo(age) >= 0)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Instant.EPOCH);
        if (isFirstPrice(call, sent.state()) && stored.get().unpriced().hashes().length > 0) {
            return true; // it may have been stored as one without a price since before the price came
        }
        Instant changed = call.states().get(sent.state()).from();
        return !changed.isBefore(seenUpTo.minus(READ_LAG))
                || !call.created().isBefore(stored.get().saved());
    }

    private static boolean isFirstPrice(SimulatedCall call, int state) {
        return state > 0
                && call.states().get(state).price() != null
                && call.states().get(state - 1).price() == null;
    }

    /** One life, a list in its usual order, and nothing in the way: then the promised pace must be kept. */
    private boolean isCalm() {
        return Knob.TROUBLES.stream().noneMatch(plan::has) && runsFromNewToOld() && canKeepPace();
    }

    private boolean runsFromNewToOld() {
        Order order = Order.values()[plan.get(Knob.ORDER)];
        return order == Order.NEWEST_FIRST || order == Order.NEARLY_NEWEST_FIRST;
    }

    /** Small pages that take long are more than one poll can read. */
    private boolean canKeepPace() {
        return plan.get(Knob.PAGE_SIZE) >= 10 || plan.get(Knob.RESPONSE_MILLIS) <= 400;
    }

    /** A change in a call of some age arrives within that age, or the poll interval; the end of a long call in two polls. */
    private void inTime(SimulatedCall call, List<Sent> records) {
        if (!isNew(call) || call.deleted().isPresent()) {
            return;
        }
        for (int i = 0; i < call.states().size(); i++) {
            Instant from = call.states().get(i).from();
            Duration age = Duration.between(call.created(), from);
            if (age.compareTo(settings.lookback()) > 0) {
                return;
            }
            long latest = from.plus(pace(call, i, age)).toEpochMilli() + slack();
            int state = i;
            boolean arrived = records.stream().anyMatch(sent -> sent.state() >= state && sent.at() <= latest);
            if (!arrived && latest < lives.get(0).to()) {
                broken.add("late: state " + i + " was not there at " + Instant.ofEpochMilli(latest) + ": " + call);
            }
        }
    }

    /** Nothing that keeps a call from being watched: stops, and cursors that lists of a page have no use for. */
    private boolean canWatch() {
        boolean onePage = plan.get(Knob.PAGE_SIZE) >= 100;
        return Knob.TROUBLES.stream()
                        .filter(knob -> knob != Knob.CRASH_POLLS)
                        .filter(knob -> !onePage || !Knob.OF_CURSORS.contains(knob))
                        .noneMatch(plan::has)
                && !plan.has(Knob.FILTERED_LIVES)
                && runsFromNewToOld()
                && canKeepPace();
    }

    /** In each life the end of a long call arrives within two polls, whatever the backfill still owes. */
    private void endsInTime(SimulatedCall call, List<Sent> records) {
        for (int i = 1; i < call.states().size(); i++) {
            Instant end = call.states().get(i).from();
            if (!isEndOfLongCall(call, i, Duration.between(call.created(), end)) || isDeletedBy(call, end)) {
                continue;
            }
            int state = i;
            long latest = end.plus(settings.pollInterval().multipliedBy(2)).toEpochMilli() + slack();
            for (Life life : lives) {
                boolean wasWatched = life.from() + slack() < end.toEpochMilli();
                boolean survived = latest + plan.get(Knob.ACK_SECONDS) * 1000L < life.to();
                if (wasWatched
                        && survived
                        && records.stream().noneMatch(sent -> sent.state() >= state && sent.at() <= latest)) {
                    broken.add("late: the end was not there at " + Instant.ofEpochMilli(latest) + ": " + call);
                }
            }
        }
    }

    private boolean isDeletedBy(SimulatedCall call, Instant end) {
        return call.deleted().isPresent()
                && call.deleted()
                        .get()
                        .isBefore(end.plus(settings.pollInterval().multipliedBy(3))
                                .plusMillis(slack()));
    }

    private Duration pace(SimulatedCall call, int state, Duration age) {
        Duration poll = settings.pollInterval();
        if (isEndOfLongCall(call, state, age)) {
            return poll.multipliedBy(2);
        }
        return age.compareTo(poll) > 0 ? age : poll;
    }

    private boolean isEndOfLongCall(SimulatedCall call, int state, Duration age) {
        return state > 0
                && call.states().get(state).end() != null
                && call.states().get(state - 1).end() == null
                && age.compareTo(FIRST_DEPTH.plus(settings.pollInterval())) > 0;
    }

    /** Reads lag, and a sweep takes as long as its pages. */
    private long slack() {
        long pages = 20 + 2L * world.account().calls().size() / settings.pageSize();
        long hidden = plan.has(Knob.FALSE_404S)
                ? SimulatedReads.HIDDEN_MILLIS + settings.pollInterval().toMillis()
                : 0;
        return (plan.get(Knob.LAG_SECONDS) + plan.get(Knob.SKEW_SECONDS)) * 1000L + pages * slowestAnswer + hidden;
    }

    private void ledgerIsBounded(Progress progress) {
        Instant floor = Instant.ofEpochMilli(lives.get(lives.size() - 1).to())
                .minus(settings.lookback().multipliedBy(2))
                .minus(READ_LAG)
                .minusMillis(slack());
        long within = world.account().calls().stream()
                .filter(call -> !call.created().isBefore(floor) || isOpen(call))
                .count();
        if (progress.trackedCalls() > within) {
            broken.add("the ledger holds " + progress.trackedCalls() + " calls, " + within + " are within reach");
        }
    }

    private static boolean isOpen(SimulatedCall call) {
        return call.last().end() == null;
    }

    /** Each window is read as often as it should be, in no more pages than its calls fill. */
    private void requestsAreBounded(int requests) {
        Duration up = Duration.ofMillis(lives.get(0).to() - lives.get(0).from());
        long calls = world.account().calls().size();
        long pagesOfAll = 2 * (calls / settings.pageSize() + 1) + 12;
        long bound = pagesOfAll + 14 + 3 + world.account().calls().size();
        Duration above = settings.pollInterval();
        for (Duration depth = FIRST_DEPTH; ; depth = depth.multipliedBy(8)) {
            Duration window = depth.compareTo(settings.lookback()) < 0 ? depth : settings.lookback();
            Duration interval = above.compareTo(settings.pollInterval()) > 0 ? above : settings.pollInterval();
            long sweeps = up.dividedBy(interval) + 2;
            Duration held = window.plus(interval).plus(READ_LAG).plusMillis(slack());
            bound += sweeps * (2 + mostWithin(held) / settings.pageSize() + pagesToGrow());
            if (window.equals(settings.lookback())) {
                break;
            }
            above = depth;
        }
        bound += openLists(up);
        if (requests > bound) {
            broken.add(requests + " requests in " + up + ", the bound is " + bound);
        }
    }

    /** A sweep begins with a small page and doubles it. */
    private static long pagesToGrow() {
        return 3;
    }

    private long openLists(Duration up) {
        boolean watches = world.account().calls().stream().anyMatch(call -> call.states().stream()
                .anyMatch(state -> state.from().isAfter(call.created().plus(FIRST_DEPTH))));
        return watches
                ? 3
                        * (up.dividedBy(settings.pollInterval()) + 2)
                        * (1 + world.account().calls().size() / settings.pageSize())
                : 0;
    }

    private long mostWithin(Duration span) {
        List<Instant> created =
                world.account().calls().stream().map(SimulatedCall::created).toList();
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

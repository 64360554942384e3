package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.history.plan.Knob;
import io.callstream.kafka.connect.twilio.history.plan.Plan;
import io.callstream.kafka.connect.twilio.simulator.list.ListBehaviour.Order;
import io.callstream.kafka.connect.twilio.simulator.world.CallState;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.sync.RestoredAccount;
import io.callstream.kafka.connect.twilio.sync.ledger.CallStatus;
import io.callstream.kafka.connect.twilio.window.Progress;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a history has brought, and what several promises derive from it. */
public final class Evidence {

    /** The depth of the shallowest rolling window. */
    static final Duration FIRST_DEPTH = Duration.ofMinutes(15);

    static final Duration READ_LAG = Duration.ofSeconds(60);

    /** How many times a list of open calls is read while the youngest long call in it becomes as old again. */
    static final int READS_WITHIN_AGE = 500;

    /** Two records in the topic that hold the same state of a call. */
    record Repeat(SimulatedCall call, Sent before, Sent again) {

        boolean isOfOneLife() {
            return before.life() == again.life();
        }
    }

    /**
     * The requests of a history.
     *
     * @param openListsOfFirstLife those of them that were for pages of the lists of open calls
     * @param slowestMillis the longest that any response has taken
     */
    public record Requests(int all, int ofFirstLife, int openListsOfFirstLife, long slowestMillis) {}

    private final Plan plan;
    private final SyncSettings settings;
    private final List<SimulatedCall> calls;
    private final List<Life> lives;
    private final Map<String, List<Sent>> recordsBySid = new HashMap<>();
    private final Progress progress;
    private final Requests requests;
    private final Instant started;
    private final int pagesOfLongCalls;
    private final List<Repeat> repeats = new ArrayList<>();

    /**
     * @param calls all calls of the account
     * @param topic all records, in the order in which they were sent
     * @param progress of the last life, at its end
     */
    public Evidence(
            Plan plan,
            SyncSettings settings,
            List<SimulatedCall> calls,
            List<Life> lives,
            List<Sent> topic,
            Progress progress,
            Requests requests) {
        this.plan = plan;
        this.settings = settings;
        this.calls = calls;
        this.lives = lives;
        this.progress = progress;
        this.requests = requests;
        this.started = lives.stream()
                .filter(life -> life.filters().equals(settings.filters().hash()))
                .filter(life -> life.stored().equals(RestoredAccount.NOTHING))
                .reduce((earlier, later) -> later)
                .map(life -> Instant.ofEpochMilli(life.from()))
                .orElseThrow();
        this.pagesOfLongCalls = countPagesOfLongCalls();
        topic.forEach(sent -> recordsBySid
                .computeIfAbsent(sent.sid(), sid -> new ArrayList<>(6))
                .add(sent));
        calls.forEach(this::findRepeats);
    }

    Plan plan() {
        return plan;
    }

    SyncSettings settings() {
        return settings;
    }

    List<SimulatedCall> calls() {
        return calls;
    }

    List<Life> lives() {
        return lives;
    }

    Life lastLife() {
        return lives.get(lives.size() - 1);
    }

    Progress progress() {
        return progress;
    }

    public Requests requests() {
        return requests;
    }

    /** How many records are in the topic. */
    public int recordCount() {
        return recordsBySid.values().stream().mapToInt(List::size).sum();
    }

    /** The records of a call, in the order in which they were sent. */
    List<Sent> recordsOf(SimulatedCall call) {
        return recordsBySid.getOrDefault(call.sid(), List.of());
    }

    /** The first start that Connect remembers: before the first record is acknowledged, it remembers none. */
    Instant started() {
        return started;
    }

    /** The age up to which a change at a moment is promised: a lookback that was shorter at or after it does not reach further. */
    Duration lookbackSince(Instant change) {
        return lives.stream()
                .filter(life -> life.to() >= change.toEpochMilli())
                .map(life -> life.settings().lookback())
                .min(Duration::compareTo)
                .orElse(settings.lookback());
    }

    boolean isNew(SimulatedCall call) {
        return !call.created().isBefore(started);
    }

    /** The records that repeat a state, in one life or over a restart. */
    List<Repeat> repeats() {
        return repeats;
    }

    /** How many records repeat a state that was in the topic before a restart, by the life that sent them. */
    public int[] repeatsByLife() {
        int[] byLife = new int[lives.size()];
        repeats.stream()
                .filter(repeat -> !repeat.isOfOneLife())
                .forEach(repeat -> byLife[repeat.again().life()]++);
        return byLife;
    }

    /** How many records repeat a state that the same life had sent. */
    public int repeatsOfOneLife() {
        return (int) repeats.stream().filter(Repeat::isOfOneLife).count();
    }

    /** One life, a list in its usual order, and no trouble: then the promised pace must be kept. */
    boolean isCalm() {
        return Knob.TROUBLES.stream().noneMatch(plan::has) && isNewestFirst() && canKeepPace();
    }

    boolean isNewestFirst() {
        Order order = Order.values()[plan.get(Knob.ORDER)];
        return order == Order.NEWEST_FIRST || order == Order.NEARLY_NEWEST_FIRST;
    }

    /** Small pages that take long are more than one poll can read. */
    boolean canKeepPace() {
        return plan.get(Knob.PAGE_SIZE) >= 10 || plan.get(Knob.RESPONSE_MILLIS) <= 400;
    }

    /** Milliseconds that a record may be late: reads lag, and a sweep takes as long as its pages. */
    long slack() {
        long pages = 20 + 2L * calls.size() / settings.pageSize();
        long hidden = plan.has(Knob.FALSE_404S)
                ? Knob.FALSE_404_MILLIS + settings.pollInterval().toMillis()
                : 0;
        return (plan.get(Knob.LAG_SECONDS) + plan.get(Knob.SKEW_SECONDS)) * 1000L
                + pages * requests.slowestMillis()
                + hidden;
    }

    /** Whether a state is the end of a call that was older than the shallowest window. */
    boolean isEndOfLongCall(SimulatedCall call, int state) {
        Duration age = Duration.between(call.created(), call.states().get(state).from());
        return state > 0
                && call.states().get(state).end() != null
                && call.states().get(state - 1).end() == null
                && age.compareTo(FIRST_DEPTH.plus(settings.pollInterval())) > 0;
    }

    /**
     * How late the end of a long call may be: a poll, and the longest of a poll for each page that long calls fill in a list
     * of open calls, and a 500th of its age.
     */
    Duration paceOfEnd(Duration age) {
        Duration poll = settings.pollInterval();
        Duration ofPages = poll.multipliedBy(Math.max(1, pagesOfLongCalls()));
        Duration ofAge = age.dividedBy(READS_WITHIN_AGE);
        return poll.plus(ofPages.compareTo(ofAge) > 0 ? ofPages : ofAge);
    }

    /** The most pages that the calls which are older than the shallowest window can fill in a list of open calls. */
    int pagesOfLongCalls() {
        return pagesOfLongCalls;
    }

    private int countPagesOfLongCalls() {
        long most = CallStatus.OPEN.stream()
                .mapToLong(status ->
                        calls.stream().filter(call -> wasLongIn(call, status)).count())
                .max()
                .orElseThrow();
        return (int) ((most + settings.pageSize() - 1) / settings.pageSize());
    }

    private static boolean wasLongIn(SimulatedCall call, String status) {
        for (int i = 0; i < call.states().size(); i++) {
            boolean watched = i + 1 == call.states().size()
                    || call.states().get(i + 1).from().isAfter(call.created().plus(FIRST_DEPTH));
            if (watched && call.states().get(i).status().equals(status)) {
                return true;
            }
        }
        return false;
    }

    /** Whether only a price differs that changed without a new {@code date_updated}: nothing marks the older one. */
    static boolean isSilentCorrection(SimulatedCall call, int older, int newer) {
        if (newer == Sent.DELETED) {
            return false;
        }
        CallState one = call.states().get(older);
        CallState other = call.states().get(newer);
        return one.price() != null && other.price() != null && Objects.equals(one.updated(), other.updated());
    }

    private void findRepeats(SimulatedCall call) {
        Map<Integer, Sent> seen = new HashMap<>();
        Map<Integer, Sent> seenOfOldHost = new HashMap<>();
        for (Sent sent : recordsOf(call)) {
            Sent before = (sent.ofOldHost() ? seenOfOldHost : seen).put(sent.state(), sent);
            if (before != null && !(sent.isTombstone() && before.life() != sent.life())) {
                repeats.add(new Repeat(call, before, sent));
            }
        }
    }
}

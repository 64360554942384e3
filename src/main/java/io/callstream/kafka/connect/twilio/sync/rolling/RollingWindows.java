package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.ReplicaLag;
import io.callstream.kafka.connect.twilio.sync.rolling.Sweep.Step;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.WindowState.DeepSweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rolling windows of an account: which are due, the sweeps over them, and their watermarks.
 *
 * <p>A sweep serves all windows down to the deepest that is due. Beside a running sweep only shallower ones begin, so
 * head sweeps keep their pace however long a deep one takes.
 */
public final class RollingWindows {

    /** A page of one row could not show that the list runs from newer to older. */
    private static final int SMALLEST_PAGE = 2;

    private final RollingDepths depths;
    private final int maxPageSize;

    /** By window: every change up to it is in the topic, for the calls that the window held. */
    private final Instant[] watermarks;

    /**
     * By window: the watermark as it will be once {@link #catchUp} is complete. After a downtime the horizons of all
     * windows lie far back; only the catch-up sweep goes there, the others begin where it began.
     */
    private final Instant[] expected;

    private @Nullable Sweep catchUp;

    /** By window: when it is due, by the monotonic clock. */
    private final long[] dueAt;

    /** By window: rows that its last sweep found. */
    private final int[] rows;

    /** Running sweeps, deepest first. */
    private final List<Sweep> sweeps = new ArrayList<>();

    /** The deepest sweep of more than a page, and where an offset says that it goes on. */
    private @Nullable Sweep resumable;

    private Optional<DeepSweep> toResume;
    private boolean newestFirst;

    /**
     * @param stored watermarks and perhaps a sweep of an earlier run
     * @param readAt the server's time now
     * @param now the same moment by the monotonic clock, in milliseconds
     */
    public RollingWindows(
            SyncSettings settings,
            SortedMap<Duration, Instant> stored,
            Optional<DeepSweep> toResume,
            Instant readAt,
            long now) {
        this.depths = new RollingDepths(settings.lookback(), settings.pollInterval());
        this.maxPageSize = settings.pageSize();
        this.watermarks = depths.adopt(stored).values().toArray(Instant[]::new);
        this.expected = watermarks.clone();
        this.rows = new int[depths.count()];
        Arrays.fill(rows, maxPageSize);
        this.dueAt = IntStream.range(0, depths.count())
                .mapToLong(window ->
                        window == 0 ? now : now + untilDue(window, watermarks[window].plus(ReplicaLag.MAX), readAt))
                .toArray();
        this.toResume = toResume;
        toResume.ifPresent(left -> resume(left, readAt, now));
    }

    /** The state before the first start: changes from then on are the rolling windows' work. */
    public static SortedMap<Duration, Instant> watermarksAtFirstStart(SyncSettings settings, Instant started) {
        return new RollingDepths(settings.lookback(), settings.pollInterval()).all(ReplicaLag.settledAt(started));
    }

    /** Adds the requests that can be sent now, while there is room. */
    public void addReads(List<Read> reads, int capacity, long now, boolean backfillComplete) {
        beginDueSweep(now, backfillComplete);
        for (int i = sweeps.size() - 1; i >= 0 && reads.size() < capacity; i--) {
            Sweep sweep = sweeps.get(i);
            sweep.nextRequest().ifPresent(request -> reads.add(new Read.OfSweep(sweep, request)));
        }
    }

    /** When the next sweep is due, by the monotonic clock; sweeps under way ask for their pages by themselves. */
    public long nextDue() {
        long next = Long.MAX_VALUE;
        for (int window = shallowestRunning() - 1; window >= 0; window--) {
            next = Math.min(next, dueAt[window]);
        }
        return next;
    }

    /** Takes in a page, so that the one after it can be asked for. */
    public Step accept(Sweep sweep, CallsPage page) {
        boolean first = sweep.began().isEmpty();
        Step step = sweep.accept(page);
        newestFirst =
                sweep.order().isNewestFirst() || newestFirst && !sweep.order().isBroken();
        if (first && (catchUp == null || catchUp.window() < sweep.window())) {
            leadCatchUp(sweep, step.began());
        }
        if (sweep.isOver()) {
            rows[sweep.window()] = sweep.rows();
            sweeps.remove(sweep);
        }
        return step;
    }

    /** The API refused the sweep's cursor: the window is due again at the next poll, for it may well refuse the next. */
    public void abandon(Sweep sweep, long now) {
        sweep.abandon();
        sweeps.remove(sweep);
        dueAt[sweep.window()] = now + depths.interval(0).toMillis();
        leave(sweep);
    }

    /** The rows of a page have been judged: moves the watermarks of the windows whose horizon the sweep has reached. */
    public List<Duration> judged(Sweep sweep, Step step) {
        List<Duration> reached = new ArrayList<>();
        for (int window = 0; window < depths.count(); window++) {
            if (step.reached(horizon(watermarks[window], window))) {
                Instant watermark = ReplicaLag.settledAt(step.began());
                Instant led = sweep == catchUp ? later(watermark, expected[window]) : watermark;
                watermarks[window] = later(watermarks[window], led);
                expected[window] = later(watermarks[window], expected[window]);
                reached.add(depths.depth(window));
            } else if (catchUp != null && step.reached(horizon(expected[window], window))) {
                expected[window] = later(expected[window], ReplicaLag.settledAt(step.began()));
            }
        }
        if (step.last()) {
            leave(sweep);
        } else if (sweep.window() > 0 && (resumable == null || resumable.window() <= sweep.window())) {
            resumable = sweep;
            toResume = step.next().map(next -> sweep.toResume(depths.depth(sweep.window()), step.began(), next));
        }
        return reached;
    }

    /** Whether the sweep goes down to the deepest window: it sees every call within reach. */
    public boolean isFull(Sweep sweep) {
        return sweep.window() == depths.count() - 1;
    }

    /** No sweep, now or later, reaches below this. */
    public Instant lowestHorizon() {
        Stream<Instant> windows = IntStream.range(0, depths.count()).mapToObj(w -> horizon(watermarks[w], w));
        Stream<Instant> running = sweeps.stream().map(Sweep::horizon);
        return Stream.concat(windows, running).min(Instant::compareTo).orElseThrow();
    }

    /** The watermarks as an offset states them, by depth. */
    public SortedMap<Duration, Instant> watermarks() {
        SortedMap<Duration, Instant> byDepth = new TreeMap<>();
        for (int window = 0; window < depths.count(); window++) {
            byDepth.put(depths.depth(window), watermarks[window]);
        }
        return byDepth;
    }

    /** When the last complete sweep of the shallowest window began: how current the topic is. */
    public Instant shallowestSweepBegan() {
        return watermarks[0].plus(ReplicaLag.MAX);
    }

    /** The deep sweep to resume after a restart. */
    public Optional<DeepSweep> toResume() {
        return toResume;
    }

    public Duration shallowestDepth() {
        return depths.depth(0);
    }

    private void beginDueSweep(long now, boolean backfillComplete) {
        for (int window = shallowestRunning() - 1; window >= 0; window--) {
            if (dueAt[window] <= now) {
                Instant horizon = lowestHorizonToSweep(window);
                begin(new Sweep(window, horizon, backfillComplete, pageSize(window), maxPageSize, newestFirst), now);
                return;
            }
        }
    }

    /** For as many rows as the last sweep found and some more, and for those below that show that these were all. */
    private int pageSize(int window) {
        return rows[window] == 0 ? SMALLEST_PAGE : rows[window] + rows[window] / 4 + ListOrder.WITNESSES;
    }

    private void begin(Sweep sweep, long now) {
        sweeps.add(sweep);
        for (int window = 0; window <= sweep.window(); window++) {
            dueAt[window] =
                    Math.max(dueAt[window], now + depths.interval(window).toMillis());
        }
    }

    /** Begins below the head of the list, so the shallower windows stay due. */
    private void resume(DeepSweep left, Instant readAt, long now) {
        Sweep sweep = Sweep.resume(depths.windowOf(left.depth()), left, maxPageSize);
        sweeps.add(sweep);
        resumable = sweep;
        dueAt[sweep.window()] = now + untilDue(sweep.window(), left.started(), readAt);
        leadCatchUp(sweep, left.started());
    }

    /** Milliseconds until a window is due again, given when it was last read. */
    private long untilDue(int window, Instant lastRead, Instant readAt) {
        Instant due = lastRead.plus(depths.interval(window));
        return Math.max(0, Duration.between(readAt, due).toMillis());
    }

    private void leadCatchUp(Sweep sweep, Instant began) {
        catchUp = sweep;
        for (int window = 0; window <= sweep.window(); window++) {
            expected[window] = later(watermarks[window], ReplicaLag.settledAt(began));
        }
    }

    /** The sweep is over: nothing is expected of it any more, and there is nothing to resume. */
    private void leave(Sweep sweep) {
        if (sweep == catchUp) {
            catchUp = null;
            System.arraycopy(watermarks, 0, expected, 0, watermarks.length);
        }
        if (sweep == resumable) {
            resumable = null;
            toResume = Optional.empty();
        }
    }

    private int shallowestRunning() {
        return sweeps.isEmpty() ? depths.count() : sweeps.get(sweeps.size() - 1).window();
    }

    private Instant lowestHorizonToSweep(int deepest) {
        return IntStream.rangeClosed(0, deepest)
                .mapToObj(window -> horizon(base(window), window))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** The watermark to begin from: the expected one only where the proven one is so old that it would be a catch-up. */
    private Instant base(int window) {
        boolean farBack = Duration.between(watermarks[window], expected[window]).compareTo(depths.depth(window)) > 0;
        return farBack ? expected[window] : watermarks[window];
    }

    private Instant horizon(Instant watermark, int window) {
        return watermark.minus(depths.depth(window));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

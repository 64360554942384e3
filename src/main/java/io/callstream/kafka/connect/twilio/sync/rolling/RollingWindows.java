package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.ReplicaLag;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.WindowState.DeepSweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rolling windows of an account: which are due, the sweeps over them, and their watermarks.
 *
 * <p>A sweep serves all windows down to the deepest that is due. Beside a running sweep only shallower ones begin, so
 * head sweeps keep their pace however long a deep one takes.
 */
public final class RollingWindows {

    private final RollingDepths depths;
    private final int maxPageSize;

    /** Shallowest first. */
    private final List<RollingWindow> windows = new ArrayList<>();

    /** Running sweeps, deepest first. */
    private final List<Sweep> sweeps = new ArrayList<>();

    /** The deepest running sweep: it proves what the windows expect. */
    private @Nullable Sweep catchUp;

    /** The deepest sweep of more than a page, and the cursor at which an offset resumes it. */
    private @Nullable Sweep resumable;

    private Optional<DeepSweep> toResume;
    private boolean newestFirst;

    /**
     * @param stored watermarks of an earlier run
     * @param toResume an unfinished sweep of the earlier run
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
        List<Instant> watermarks = List.copyOf(depths.adopt(stored).values());
        for (int i = 0; i < depths.count(); i++) {
            RollingWindow window =
                    new RollingWindow(depths.depth(i), depths.interval(i), watermarks.get(i), maxPageSize);
            window.setDueAfter(window.watermark().plus(ReplicaLag.MAX), readAt, now);
            windows.add(window);
        }
        head().setDue(now);
        this.toResume = toResume;
        toResume.ifPresent(left -> resume(left, readAt, now));
    }

    /** The state before the first start: changes from then on are found by the rolling windows. */
    public static SortedMap<Duration, Instant> watermarksAtFirstStart(SyncSettings settings, Instant started) {
        return new RollingDepths(settings.lookback(), settings.pollInterval()).all(ReplicaLag.settledAt(started));
    }

    /** Adds the requests that can be sent now, within the capacity. */
    public void addReads(List<Read> reads, int capacity, long now, boolean backfillComplete) {
        beginDueSweep(now, backfillComplete);
        for (int i = sweeps.size() - 1; i >= 0 && reads.size() < capacity; i--) {
            Sweep sweep = sweeps.get(i);
            sweep.nextRequest().ifPresent(request -> reads.add(new Read.OfSweep(sweep, request)));
        }
    }

    /** When the next sweep is due, by the monotonic clock; a running sweep is driven by its responses. */
    public long nextDue() {
        return downTo(shallowestRunning() - 1).stream()
                .mapToLong(RollingWindow::dueAt)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Takes a page of a sweep, and moves the watermarks of the windows whose horizon the sweep has reached.
     *
     * @return the depths of these windows
     */
    public List<Duration> take(Sweep sweep, CallsPage page) {
        boolean first = !sweep.hasBegun();
        sweep.take(page);
        newestFirst =
                sweep.order().isNewestFirst() || newestFirst && !sweep.order().isBroken();
        if (first && (catchUp == null || catchUp.window() < sweep.window())) {
            leadCatchUp(sweep);
        }
        List<Duration> reached = new ArrayList<>();
        for (RollingWindow window : windows) {
            if (window.moveWatermark(sweep, sweep == catchUp)) {
                reached.add(window.depth());
            }
        }
        if (sweep.isOver()) {
            windows.get(sweep.window()).sweepEnded(sweep.rows());
            remove(sweep);
        } else if (sweep.window() > 0 && (resumable == null || resumable.window() <= sweep.window())) {
            resumable = sweep;
            toResume = sweep.toResume(depths.depth(sweep.window()));
        }
        return reached;
    }

    /** The API rejected the sweep's cursor: the window is due again a poll later, since the next one may be rejected too. */
    public void abandon(Sweep sweep, long now) {
        sweep.abandon();
        windows.get(sweep.window()).setDue(now + depths.interval(0).toMillis());
        remove(sweep);
    }

    /** Whether the sweep goes down to the deepest window, so that it sees every call within reach. */
    public boolean isFull(Sweep sweep) {
        return sweep.window() == windows.size() - 1;
    }

    /** No sweep, now or later, reaches below this. */
    public Instant lowestHorizon() {
        return Stream.concat(
                        windows.stream().map(RollingWindow::horizon),
                        sweeps.stream().map(Sweep::horizon))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** The watermarks as an offset states them, by depth. */
    public SortedMap<Duration, Instant> watermarks() {
        SortedMap<Duration, Instant> byDepth = new TreeMap<>();
        windows.forEach(window -> byDepth.put(window.depth(), window.watermark()));
        return byDepth;
    }

    /** When the last complete sweep of the shallowest window began: how current the topic is. */
    public Instant shallowestSweepBegan() {
        return head().watermark().plus(ReplicaLag.MAX);
    }

    /** The deep sweep to resume after a restart. */
    public Optional<DeepSweep> toResume() {
        return toResume;
    }

    public Duration shallowestDepth() {
        return head().depth();
    }

    private RollingWindow head() {
        return windows.get(0);
    }

    private void beginDueSweep(long now, boolean backfillComplete) {
        for (int deepest = shallowestRunning() - 1; deepest >= 0; deepest--) {
            RollingWindow window = windows.get(deepest);
            if (window.dueAt() <= now) {
                List<RollingWindow> served = downTo(deepest);
                Instant horizon = served.stream()
                        .map(RollingWindow::horizonToSweep)
                        .min(Instant::compareTo)
                        .orElseThrow();
                sweeps.add(Sweep.fromHead(
                        deepest, horizon, backfillComplete, window.firstPageSize(), maxPageSize, newestFirst));
                served.forEach(each -> each.sweepStarted(now));
                return;
            }
        }
    }

    /** Begins below the head of the list, so the shallower windows stay due. */
    private void resume(DeepSweep left, Instant readAt, long now) {
        Sweep sweep = Sweep.resume(depths.windowOf(left.depth()), left, maxPageSize);
        sweeps.add(sweep);
        resumable = sweep;
        windows.get(sweep.window()).setDueAfter(left.started(), readAt, now);
        leadCatchUp(sweep);
    }

    private void leadCatchUp(Sweep sweep) {
        catchUp = sweep;
        downTo(sweep.window()).forEach(window -> window.expect(sweep.watermark()));
    }

    /** The sweep has ended: it proves nothing more, and it cannot be resumed. */
    private void remove(Sweep sweep) {
        sweeps.remove(sweep);
        if (sweep == catchUp) {
            catchUp = null;
            windows.forEach(RollingWindow::expectNothing);
        }
        if (sweep == resumable) {
            resumable = null;
            toResume = Optional.empty();
        }
    }

    private int shallowestRunning() {
        return sweeps.isEmpty() ? windows.size() : sweeps.get(sweeps.size() - 1).window();
    }

    private List<RollingWindow> downTo(int deepest) {
        return windows.subList(0, deepest + 1);
    }
}

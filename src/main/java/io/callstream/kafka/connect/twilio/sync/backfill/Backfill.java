package io.callstream.kafka.connect.twilio.sync.backfill;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import io.callstream.kafka.connect.twilio.sync.SyncEvent;
import io.callstream.kafka.connect.twilio.sync.backfill.BackfillWindow.Contents;
import io.callstream.kafka.connect.twilio.sync.ledger.RecentStates;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The windows of an account's past: several are read at once, each once and to its end.
 *
 * <p>A probe goes first: if one page holds the whole account, that page is the backfill.
 */
public final class Backfill {

    /** A window's next page is known once its last one is parsed: meanwhile another window's page is in flight. */
    private static final int WINDOWS_PER_REQUEST = 2;

    private static final int MOST_DOUBLINGS = 5;

    /** With the pauses between them, some hours at the default poll interval. */
    private static final int MOST_REJECTIONS = 20;

    private final SyncSettings settings;
    private final Instant started;
    private final Optional<Instant> accountCreated;
    private final Map<WindowId, WindowState.Backfill> stored;
    private final Consumer<SyncEvent> events;

    private final Deque<BackfillWindow> waiting = new ArrayDeque<>();
    private final List<BackfillWindow> reading = new ArrayList<>();

    /** Rows that more than one window may hold. */
    private final RecentStates shared = new RecentStates();

    private int windows;
    private int done;
    private long rows;

    /**
     * @param started when the connector first started for the account: calls created later are left to the rolling windows
     * @param stored what earlier runs have stored
     */
    public Backfill(
            SyncSettings settings,
            Instant started,
            Optional<Instant> accountCreated,
            Map<WindowId, WindowState.Backfill> stored,
            Consumer<SyncEvent> events) {
        this.settings = settings;
        this.started = started;
        this.accountCreated = accountCreated;
        this.stored = stored;
        this.events = events;
        boolean everything = settings.backfillStart() instanceof BackfillStart.All;
        WindowState.Backfill probe = stored.get(WindowId.ALL);
        boolean probeOnly = stored.keySet().stream().allMatch(WindowId.ALL::equals);
        if (everything && (probeOnly || probe != null && probe.done())) {
            plan(List.of(BackfillPlan.all()));
        } else {
            planMonths();
        }
    }

    /** Whether all windows were read to their end. */
    public boolean isComplete() {
        return done == windows;
    }

    public int windows() {
        return windows;
    }

    public int windowsLeft() {
        return windows - done;
    }

    /** Rows read by this run. */
    public long rows() {
        return rows;
    }

    /** Adds the requests that can be sent now, within the capacity. */
    public void addReads(List<Read> reads, int capacity, long now) {
        while (reading.size() < WINDOWS_PER_REQUEST * settings.maxConcurrentRequests() && !waiting.isEmpty()) {
            BackfillWindow window = waiting.remove();
            reading.add(window);
            events.accept(new SyncEvent.WindowStarted(window.contents().id(), window.isStarted()));
        }
        for (BackfillWindow window : reading) {
            if (reads.size() >= capacity) {
                return;
            }
            window.nextRequest(now).ifPresent(request -> reads.add(new Read.OfBackfill(window, request)));
        }
    }

    /**
     * Takes a page of a window.
     *
     * @return whether its rows are to be judged: a probe that found more than a page is dropped for the months
     */
    public boolean take(BackfillWindow window, CallsPage page) {
        if (isProbe(window) && page.next().isPresent()) {
            reading.clear();
            planMonths();
            return false;
        }
        window.take(page);
        rows += page.calls().size();
        if (window.isDone()) {
            reading.remove(window);
            done++;
            events.accept(new SyncEvent.WindowCompleted(window.contents().id(), window.rows(), windowsLeft()));
        }
        return true;
    }

    /**
     * Whether no list of the backfill has shown a call in this state, as far as they remember; notes that one has. The ledger
     * cannot tell, because it does not keep ended calls that are older than the lookback.
     */
    public boolean isFirst(BackfillWindow window, Call row) {
        return window.isFirst(row) && (!window.contents().mayShare(row) || shared.add(row));
    }

    /**
     * Reads a window again from its first page, because the API rejected its cursor: after a poll interval, and twice as
     * long after each further rejection, because calls older than the lookback are emitted again each time.
     *
     * @throws StuckWindowException after too many rejections without progress
     */
    public void readAgain(BackfillWindow window, String reason, long now) {
        if (window.rejections() + 1 >= MOST_REJECTIONS) {
            throw new StuckWindowException(window.contents().id(), MOST_REJECTIONS, window.mostPages(), reason);
        }
        long wait = settings.pollInterval().toMillis() << Math.min(window.rejections(), MOST_DOUBLINGS);
        window.restart(now + wait);
    }

    /** When a waiting window is due, by the monotonic clock; the others are driven by their responses. */
    public long nextDue() {
        return reading.stream().mapToLong(BackfillWindow::dueAt).min().orElse(Long.MAX_VALUE);
    }

    private static boolean isProbe(BackfillWindow window) {
        return window.contents().id().equals(WindowId.ALL);
    }

    private void planMonths() {
        plan(BackfillPlan.windows(settings, started, accountCreated, stored.keySet()));
    }

    private void plan(List<Contents> plan) {
        windows = plan.size();
        plan.stream()
                .map(contents ->
                        new BackfillWindow(contents, Optional.ofNullable(stored.get(contents.id())), started, settings))
                .filter(window -> !window.isDone())
                .forEach(waiting::add);
        done = windows - waiting.size();
        events.accept(new SyncEvent.BackfillPlanned(windows, done));
    }
}

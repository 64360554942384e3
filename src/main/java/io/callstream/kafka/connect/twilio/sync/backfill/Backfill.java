package io.callstream.kafka.connect.twilio.sync.backfill;

import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import io.callstream.kafka.connect.twilio.sync.SyncEvent;
import io.callstream.kafka.connect.twilio.sync.backfill.BackfillWindow.Contents;
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

    /** While one window's page is being parsed and judged, which tells of its next, another's can be asked for. */
    private static final int WINDOWS_PER_REQUEST = 2;

    private static final int MOST_DOUBLINGS = 5;

    /** With the pauses between them, some hours at the usual poll interval. */
    private static final int MOST_REFUSALS = 20;

    private final SyncSettings settings;
    private final Instant started;
    private final Optional<Instant> accountCreated;
    private final Map<WindowId, WindowState.Backfill> stored;
    private final Consumer<SyncEvent> events;

    private final Deque<BackfillWindow> waiting = new ArrayDeque<>();
    private final List<BackfillWindow> reading = new ArrayList<>();
    private int windows;
    private int done;
    private long rows;

    /**
     * @param started when the connector first started for the account: calls created later are not the backfill's
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

    /** Whether nothing is owed any more. */
    public boolean isComplete() {
        return done == windows;
    }

    public int windows() {
        return windows;
    }

    public int windowsLeft() {
        return windows - done;
    }

    /** Rows judged by this run. */
    public long rows() {
        return rows;
    }

    /** Adds the requests that can be sent now, while there is room. */
    public void addReads(List<Read> reads, int capacity, long now) {
        while (reading.size() < WINDOWS_PER_REQUEST * settings.maxConcurrentRequests() && !waiting.isEmpty()) {
            BackfillWindow window = waiting.remove();
            reading.add(window);
            events.accept(new SyncEvent.WindowStarted(window.contents().id(), window.isBegun()));
        }
        for (BackfillWindow window : reading) {
            if (reads.size() >= capacity) {
                return;
            }
            window.nextRequest(now).ifPresent(request -> reads.add(new Read.OfBackfill(window, request)));
        }
    }

    /** Takes in a page, so that the one after it can be asked for. */
    public void accept(BackfillWindow window, CallsPage page) {
        if (isProbe(window) && page.next().isPresent()) {
            reading.clear();
            planMonths();
        } else {
            window.accept(page);
        }
    }

    /**
     * The API refused the window's cursor: it is read again from its first page, after a poll interval, and twice as long
     * after each further refusal, for calls older than the lookback are emitted again each time.
     *
     * @throws StuckWindowException if that has been in vain too often
     */
    public void readAgain(BackfillWindow window, String reason, long now) {
        if (window.refusals() + 1 >= MOST_REFUSALS) {
            throw new StuckWindowException(window.contents().id(), MOST_REFUSALS, window.mostPages(), reason);
        }
        long wait = settings.pollInterval().toMillis() << Math.min(window.refusals(), MOST_DOUBLINGS);
        window.restart(now + wait);
    }

    /** When a window that waits is due, by the monotonic clock; the others ask for their pages by themselves. */
    public long nextDue() {
        return reading.stream().mapToLong(BackfillWindow::dueAt).min().orElse(Long.MAX_VALUE);
    }

    /** Whether the window is still to be read: a probe that found more than a page is not. */
    public boolean isReading(BackfillWindow window) {
        return reading.contains(window);
    }

    /** The rows of a page have been judged. */
    public void judged(BackfillWindow window, CallsPage page) {
        window.judged(page);
        rows += page.calls().size();
        if (window.isDone()) {
            reading.remove(window);
            done++;
            events.accept(new SyncEvent.WindowCompleted(window.contents().id(), window.rows(), windowsLeft()));
        }
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

package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.sync.backfill.Backfill;
import io.callstream.kafka.connect.twilio.sync.backfill.BackfillWindow;
import io.callstream.kafka.connect.twilio.sync.rolling.MissingCalls;
import io.callstream.kafka.connect.twilio.sync.rolling.OpenCalls;
import io.callstream.kafka.connect.twilio.sync.rolling.RollingWindows;
import io.callstream.kafka.connect.twilio.sync.rolling.Sweep;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.JudgedPage;
import io.callstream.kafka.connect.twilio.window.Progress;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The sync of one account: decides what to request from the API, and which rows of the responses are changes.
 *
 * <p>{@link #next} returns requests; {@link #take} takes their responses, in the order in which they arrive. What {@code
 * take} returns must reach Connect in the order in which it was returned.
 *
 * <p>Not thread-safe. The clock passed in is monotonic, in milliseconds: it paces requests and measures how far two of them
 * are apart. How current a row is, and what a watermark says, rests on the server's time.
 */
public final class AccountSync {

    private final Instant started;
    private final FilterHash filters;
    private final Backfill backfill;
    private final RollingWindows rolling;
    private final OpenCalls openCalls;
    private final MissingCalls missingCalls = new MissingCalls();
    private final KnownCalls known;
    private final boolean deletes;
    private final Consumer<SyncEvent> events;

    /** The latest server time of any response, in this run or an earlier one: the server's clock may be set back. */
    private Instant serverTime;

    /** When that time became known, by the monotonic clock. */
    private long serverTimeAt;

    private boolean orderReported;
    private boolean backfillsTurn;

    /**
     * @param facts what the API says of the account
     * @param stored what Connect has stored of it
     * @param now the monotonic clock
     * @param events receives what the log reports, from within the methods of this class
     */
    public AccountSync(
            SyncSettings settings, AccountFacts facts, RestoredAccount stored, long now, Consumer<SyncEvent> events) {
        this.filters = settings.filters().hash();
        RestoredAccount ofFilters = stored.with(filters);
        if (ofFilters.windows() < stored.windows()) {
            events.accept(new SyncEvent.OtherFilters(stored.windows() - ofFilters.windows()));
        }
        RestoredAccount restored = ofFilters.notAfter(facts);
        if (!restored.equals(ofFilters)) {
            events.accept(new SyncEvent.OffsetsAhead(facts.latest()));
        }
        this.events = events;
        this.deletes = settings.deletes();
        this.started = restored.started().orElse(facts.readAt());
        this.serverTime = restored.saved().filter(facts.readAt()::isBefore).orElse(facts.readAt());
        this.serverTimeAt = now;
        SortedMap<Duration, Instant> watermarks = restored.rolling()
                .map(WindowState.Rolling::watermarks)
                .orElseGet(() -> RollingWindows.watermarksAtFirstStart(settings, started));
        this.rolling = new RollingWindows(
                settings, watermarks, restored.rolling().flatMap(WindowState.Rolling::sweep), facts.readAt(), now);
        restored.rolling()
                .flatMap(WindowState.Rolling::sweep)
                .ifPresent(sweep -> events.accept(new SyncEvent.SweepResumed(sweep.depth(), sweep.horizon())));
        this.openCalls = new OpenCalls(settings, rolling.shallowestDepth(), now, this::leftFilter);
        Instant saved = restored.rolling().map(WindowState.Rolling::saved).orElse(started);
        this.known = new KnownCalls(restored, started, saved, watermarks, rolling.lowestHorizon(), openCalls, events);
        this.backfill = new Backfill(settings, started, facts.created(), restored.backfill(), events);
    }

    /**
     * The requests to send now, most urgent first. Each is returned once, and its response must be passed to {@link #take}.
     * Polls take precedence over the backfill. After requests that ended with a poll, the next ones start with one of the
     * backfill, so that polls which use the whole capacity do not stop it.
     *
     * @param capacity the most that can be sent now
     */
    public List<Read> next(long now, int capacity) {
        List<Read> reads = new ArrayList<>();
        if (backfillsTurn) {
            backfill.addReads(reads, Math.min(capacity, 1), now);
        }
        rolling.addReads(reads, capacity, now, backfill.isComplete());
        openCalls.addReads(reads, capacity, now, serverTime);
        missingCalls.addReads(reads, capacity, now);
        backfill.addReads(reads, capacity, now);
        if (!reads.isEmpty()) {
            backfillsTurn = reads.get(reads.size() - 1).isRolling();
        }
        return reads;
    }

    /** When {@link #next} may return requests although no response has arrived, by the monotonic clock. */
    public long nextDue() {
        return Math.min(Math.min(rolling.nextDue(), openCalls.nextDue()), backfill.nextDue());
    }

    /**
     * Takes a response: judges its rows, and prepares the requests that follow from it.
     *
     * @return the rows that are changes, with the state to store beside them; empty if there are none
     * @throws StuckWindowException if the backfill cannot be completed
     */
    public Optional<JudgedPage> take(Read read, CallsReply reply, long now) {
        if (reply instanceof CallsReply.Page received) {
            return takePage(read, received.page(), now);
        }
        if (reply instanceof CallsReply.NoSuchCall) {
            return takeNotFound(read, now);
        }
        if (reply instanceof CallsReply.CursorRejected rejected) {
            readAgain(read, rejected.reason(), now);
        }
        return Optional.empty();
    }

    /** The progress of the sync. */
    public Progress progress() {
        return new Progress(
                backfill.windows(),
                backfill.windowsLeft(),
                backfill.rows(),
                Duration.between(rolling.shallowestSweepBegan(), serverTime),
                known.ledger().size(),
                openCalls.size());
    }

    private Optional<JudgedPage> takePage(Read read, CallsPage page, long now) {
        if (page.readAt().isAfter(serverTime)) {
            serverTime = page.readAt();
            serverTimeAt = now;
        }
        return read instanceof Read.OfBackfill backfillRead
                ? takeBackfill(backfillRead.window(), page)
                : takeRolling(read, page, now);
    }

    private Optional<JudgedPage> takeBackfill(BackfillWindow window, CallsPage page) {
        WindowState before = window.state(serverTime);
        if (!backfill.take(window, page)) {
            return Optional.empty();
        }
        List<Call> changes = new ArrayList<>(page.calls().size());
        for (Call row : page.calls()) {
            if (window.contents().include(row)
                    && known.isChangeForBackfill(row, page.readAt())
                    && backfill.isFirst(window, row)) {
                known.note(row, page.readAt());
                window.emitted(row, known.isAboveFloor(row));
                changes.add(row);
            }
        }
        return judged(window.contents().id(), changes, before, window.state(serverTime), page);
    }

    private Optional<JudgedPage> takeRolling(Read read, CallsPage page, long now) {
        WindowState before = rollingState();
        List<Call> changes = new ArrayList<>();
        for (Call row : page.calls()) {
            if (known.isChangeForRolling(row, page.readAt(), backfill.isComplete())) {
                known.note(row, page.readAt());
                changes.add(row);
            }
        }
        if (read instanceof Read.OfSweep sweepRead) {
            takeSweep(sweepRead.sweep(), page);
        } else if (read instanceof Read.OfOpenList list) {
            openCalls.take(list, page, now);
        } else if (read instanceof Read.OfOpenCall) {
            openCalls.seen(page);
        } else if (read instanceof Read.OfMissingCall missing) {
            missingCalls.settle(missing.sid());
        }
        return judged(WindowId.ROLLING, changes, before, rollingState(), page);
    }

    private void takeSweep(Sweep sweep, CallsPage page) {
        List<Duration> reached = rolling.take(sweep, page);
        if (sweep.isResumed()) {
            known.resumedSweepReached(sweep.watermark(), reached);
        }
        if (deletes && sweep.isOver() && !sweep.isResumed()) {
            missingCalls.lookFor(known.ledger(), sweep.seenDownTo(), sweep.began());
        }
        if (sweep.isOver() && rolling.isFull(sweep) && backfill.isComplete()) {
            known.allSeen(rolling.lowestHorizon(), sweep.backfillWasComplete());
        }
        if (sweep.order().isBroken() && !orderReported) {
            orderReported = true;
            events.accept(new SyncEvent.ListNotNewestFirst());
        }
    }

    /** A call that left the lists, or was missing in one, is not found by its SID either. */
    private Optional<JudgedPage> takeNotFound(Read read, long now) {
        if (read instanceof Read.OfOpenCall open && openCalls.isGone(open, now)) {
            return deletes ? deleted(open.sid(), now) : stopFollowing(open.sid());
        } else if (read instanceof Read.OfMissingCall missing && missingCalls.isGone(missing, now)) {
            return deleted(missing.sid(), now);
        }
        return Optional.empty();
    }

    private Optional<JudgedPage> deleted(String sid, long now) {
        WindowState before = rollingState();
        openCalls.forget(sid);
        missingCalls.settle(sid);
        known.delete(sid, serverTime.plusMillis(now - serverTimeAt)); // a 404 bears no time that counts
        return Optional.of(
                new JudgedPage(WindowId.ROLLING, List.of(), List.of(sid), before, rollingState(), Optional.empty()));
    }

    /** Without tombstones a delete is not emitted. Should a list show the call again, it is compared with its last state. */
    private Optional<JudgedPage> stopFollowing(String sid) {
        openCalls.forget(sid);
        known.stopFollowing(sid);
        return Optional.empty();
    }

    /** {@code filter.status} excludes the call from now on: nothing will show its end. */
    private void leftFilter(String sid) {
        known.stopFollowing(sid);
    }

    private void readAgain(Read read, String reason, long now) {
        if (read instanceof Read.OfSweep sweepRead) {
            rolling.abandon(sweepRead.sweep(), now);
            events.accept(new SyncEvent.CursorRejected(WindowId.ROLLING, reason));
        } else if (read instanceof Read.OfBackfill backfillRead) {
            backfill.readAgain(backfillRead.window(), reason, now);
            events.accept(new SyncEvent.CursorRejected(
                    backfillRead.window().contents().id(), reason));
        } else if (read instanceof Read.OfOpenList list) {
            openCalls.abandon(list, now);
        }
    }

    private static Optional<JudgedPage> judged(
            WindowId window, List<Call> changes, WindowState before, WindowState after, CallsPage page) {
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new JudgedPage(window, List.copyOf(changes), List.of(), before, after, page.requestId()));
    }

    private WindowState rollingState() {
        return new WindowState.Rolling(
                started, serverTime, filters, rolling.watermarks(), rolling.toResume(), known.unpriced());
    }
}

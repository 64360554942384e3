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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The sync of one account: says what to ask the API for, and which rows of the answers are news.
 *
 * <p>For each answer, in the order in which answers arrive: {@link #accept} first, so that the next page can be asked
 * for, then, sooner or later, {@link #judge}. What {@code judge} returns must reach Connect in the order in which it was
 * returned.
 *
 * <p>Not thread-safe. The clock passed in is monotonic, in milliseconds, and only paces requests; what is known of calls
 * rests on the server's time alone.
 */
public final class AccountSync {

    /** An answer that was taken in and is still to be judged. */
    private record Received(Read read, CallsReply reply, Optional<Sweep.Step> step) {}

    private final Instant started;
    private final FilterHash filters;
    private final Backfill backfill;
    private final RollingWindows rolling;
    private final OpenCalls openCalls;
    private final MissingCalls missingCalls = new MissingCalls();
    private final KnownCalls known;
    private final boolean deletes;
    private final Consumer<SyncEvent> events;

    /** In the order in which they arrived: a page judged before the one ahead of it would pass for the end of both. */
    private final Queue<Received> unjudged = new ArrayDeque<>();

    /** The latest time of the server that any answer bore, in this run or an earlier one: its clock may be put back. */
    private Instant serverTime;

    private boolean toldOfOrder;
    private boolean backfillsTurn;

    /**
     * @param facts what the API says of the account
     * @param stored what Connect has stored of it
     * @param now the monotonic clock
     * @param events is told what a person may want to know, from within the methods of this class
     */
    public AccountSync(
            SyncSettings settings, AccountFacts facts, RestoredAccount stored, long now, Consumer<SyncEvent> events) {
        RestoredAccount restored = stored.with(settings.filters());
        if (restored.windows() < stored.windows()) {
            events.accept(new SyncEvent.OtherFilters(stored.windows() - restored.windows()));
        }
        this.filters = settings.filters();
        this.events = events;
        this.deletes = settings.deletes();
        this.started = restored.started().orElse(facts.readAt());
        this.serverTime = restored.saved().filter(facts.readAt()::isBefore).orElse(facts.readAt());
        SortedMap<Duration, Instant> watermarks = restored.rolling()
                .map(WindowState.Rolling::watermarks)
                .orElseGet(() -> RollingWindows.watermarksAtFirstStart(settings, started));
        this.rolling = new RollingWindows(
                settings, watermarks, restored.rolling().flatMap(WindowState.Rolling::sweep), facts.readAt(), now);
        restored.rolling()
                .flatMap(WindowState.Rolling::sweep)
                .ifPresent(sweep -> events.accept(new SyncEvent.SweepResumed(sweep.depth(), sweep.horizon())));
        this.openCalls = new OpenCalls(settings, rolling.shallowestDepth(), now);
        Instant saved = restored.rolling().map(WindowState.Rolling::saved).orElse(started);
        this.known = new KnownCalls(restored, started, saved, watermarks, rolling.lowestHorizon(), openCalls, events);
        this.backfill = new Backfill(settings, started, facts.created(), restored.backfill(), events);
    }

    /**
     * The requests to send now, most urgent first. Each is returned once and must be answered through {@link #accept}.
     * What changes now goes before the past, but for one request in two, so that polls that take all there is do not
     * keep the backfill from its end.
     *
     * @param capacity how many can be sent at the most
     */
    public List<Read> next(long now, int capacity) {
        List<Read> reads = new ArrayList<>();
        if (backfillsTurn) {
            backfill.addReads(reads, Math.min(capacity, 1), now);
        }
        rolling.addReads(reads, capacity, now, backfill.isComplete());
        openCalls.addReads(reads, capacity, now, serverTime);
        missingCalls.addReads(reads, capacity, serverTime);
        backfill.addReads(reads, capacity, now);
        if (!reads.isEmpty()) {
            backfillsTurn = reads.get(reads.size() - 1).isRolling();
        }
        return reads;
    }

    /** When {@link #next} may have something new although no answer has come, by the monotonic clock. */
    public long nextDue() {
        return Math.min(Math.min(rolling.nextDue(), openCalls.nextDue()), backfill.nextDue());
    }

    /**
     * Takes in an answer, so that what follows from it can be asked for. Cheap: the rows are not judged yet.
     *
     * @throws StuckWindowException if the backfill cannot come to its end
     */
    public void accept(Read read, CallsReply reply, long now) {
        Optional<Sweep.Step> step = Optional.empty();
        if (reply instanceof CallsReply.Page answer) {
            step = acceptPage(read, answer.page());
        } else if (reply instanceof CallsReply.CursorRefused refused) {
            readAgain(read, refused.reason(), now);
        }
        unjudged.add(new Received(read, reply, step));
    }

    /**
     * Judges the rows of the earliest answer that is still to be judged; empty if none of them is news.
     *
     * @throws java.util.NoSuchElementException if all have been judged
     */
    public Optional<JudgedPage> judge() {
        Received received = unjudged.remove();
        if (received.reply() instanceof CallsReply.Page answer) {
            return judgePage(received, answer.page());
        }
        if (received.reply() instanceof CallsReply.NoSuchCall) {
            return judgeGone(received.read());
        }
        return Optional.empty();
    }

    /** How far the sync has come. */
    public Progress progress() {
        return new Progress(
                backfill.windows(),
                backfill.windowsLeft(),
                backfill.rows(),
                Duration.between(rolling.shallowestSweepBegan(), serverTime),
                known.ledger().size(),
                openCalls.size());
    }

    private Optional<Sweep.Step> acceptPage(Read read, CallsPage page) {
        if (read instanceof Read.OfSweep sweep) {
            Sweep.Step step = rolling.accept(sweep.sweep(), page);
            tellOfOrder(sweep.sweep());
            return Optional.of(step);
        }
        if (read instanceof Read.OfBackfill window) {
            backfill.accept(window.window(), page);
        } else if (read instanceof Read.OfOpenList list) {
            openCalls.accept(list, page);
        }
        return Optional.empty();
    }

    private void readAgain(Read read, String reason, long now) {
        if (read instanceof Read.OfSweep sweep) {
            rolling.abandon(sweep.sweep(), now);
            events.accept(new SyncEvent.CursorRefused(WindowId.ROLLING, reason));
        } else if (read instanceof Read.OfBackfill window) {
            backfill.readAgain(window.window(), reason, now);
            events.accept(new SyncEvent.CursorRefused(window.window().contents().id(), reason));
        } else if (read instanceof Read.OfOpenList) {
            openCalls.giveUpRound();
        }
    }

    private void tellOfOrder(Sweep sweep) {
        if (sweep.order().isBroken() && !toldOfOrder) {
            toldOfOrder = true;
            events.accept(new SyncEvent.ListNotNewestFirst());
        }
    }

    private Optional<JudgedPage> judgePage(Received received, CallsPage page) {
        if (page.readAt().isAfter(serverTime)) {
            serverTime = page.readAt();
        }
        return received.read() instanceof Read.OfBackfill read
                ? judgeBackfill(read.window(), page)
                : judgeRolling(received, page);
    }

    private Optional<JudgedPage> judgeBackfill(BackfillWindow window, CallsPage page) {
        if (!backfill.isReading(window)) {
            return Optional.empty();
        }
        WindowState before = window.state(serverTime);
        List<Call> changes = new ArrayList<>(page.calls().size());
        for (Call row : page.calls()) {
            if (window.contents().include(row) && known.isChangeForBackfill(row, page.readAt())) {
                known.note(row, page.readAt());
                window.emitted(row, known.isAboveFloor(row));
                changes.add(row);
            }
        }
        backfill.judged(window, page);
        return judged(window.contents().id(), changes, before, window.state(serverTime), page);
    }

    private Optional<JudgedPage> judgeRolling(Received received, CallsPage page) {
        WindowState before = rollingState();
        List<Call> changes = new ArrayList<>();
        for (Call row : page.calls()) {
            if (known.isChangeForRolling(row, page.readAt(), backfill.isComplete())) {
                known.note(row, page.readAt());
                changes.add(row);
            }
        }
        if (received.read() instanceof Read.OfSweep read) {
            sweepJudged(read.sweep(), received.step().orElseThrow());
        } else if (received.read() instanceof Read.OfOpenList) {
            openCalls.seen(page);
            openCalls.judged(page);
        } else if (received.read() instanceof Read.OfOpenCall) {
            openCalls.seen(page);
        } else if (received.read() instanceof Read.OfMissingCall read) {
            missingCalls.answered(read.sid());
        }
        return judged(WindowId.ROLLING, changes, before, rollingState(), page);
    }

    /** A call that left the lists, or was missing in one, is not there by its SID either. */
    private Optional<JudgedPage> judgeGone(Read read) {
        if (read instanceof Read.OfOpenCall open && openCalls.isGone(open, serverTime)) {
            return deletes ? deleted(open.sid()) : letGo(open.sid());
        } else if (read instanceof Read.OfMissingCall missing && missingCalls.isGone(missing.sid(), serverTime)) {
            return deleted(missing.sid());
        }
        return Optional.empty();
    }

    private Optional<JudgedPage> deleted(String sid) {
        WindowState before = rollingState();
        openCalls.forget(sid);
        missingCalls.answered(sid);
        known.delete(sid, serverTime);
        return Optional.of(
                new JudgedPage(WindowId.ROLLING, List.of(), List.of(sid), before, rollingState(), Optional.empty()));
    }

    /** Nobody wants to know of deletes. Should a list show the call again, it is what it was. */
    private Optional<JudgedPage> letGo(String sid) {
        openCalls.forget(sid);
        known.letGo(sid);
        return Optional.empty();
    }

    private static Optional<JudgedPage> judged(
            WindowId window, List<Call> changes, WindowState before, WindowState after, CallsPage page) {
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new JudgedPage(window, List.copyOf(changes), List.of(), before, after, page.requestId()));
    }

    private void sweepJudged(Sweep sweep, Sweep.Step step) {
        List<Duration> reached = rolling.judged(sweep, step);
        if (sweep.isResumed()) {
            known.resumedSweepReached(ReplicaLag.settledAt(step.began()), reached);
        }
        if (deletes && step.last() && !sweep.isResumed()) {
            missingCalls.lookFor(known.ledger(), step.seenDownTo(), step.began());
        }
        if (step.last() && rolling.isFull(sweep) && backfill.isComplete()) {
            known.allSeen(rolling.lowestHorizon(), sweep.backfillWasComplete());
        }
    }

    private WindowState rollingState() {
        return new WindowState.Rolling(
                started, serverTime, filters, rolling.watermarks(), rolling.toResume(), known.unpriced());
    }
}

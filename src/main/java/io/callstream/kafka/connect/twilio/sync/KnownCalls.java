package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.sync.ledger.CallStatus;
import io.callstream.kafka.connect.twilio.sync.ledger.Ledger;
import io.callstream.kafka.connect.twilio.sync.ledger.RestartRule;
import io.callstream.kafka.connect.twilio.sync.ledger.Unpriced;
import io.callstream.kafka.connect.twilio.sync.rolling.OpenCalls;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * What is known of the calls in the topic: by the {@link Ledger} what this run has found there or put there, by the
 * {@link RestartRule} what earlier runs have. Tells which rows are news.
 */
final class KnownCalls {

    private final Ledger ledger;
    private final RestartRule restartRule;
    private final Unpriced unpriced;
    private final OpenCalls openCalls;
    private final Instant started;
    private final Consumer<SyncEvent> events;

    /**
     * @param started when the connector first started for the account
     * @param saved when what is restored was true
     * @param watermarks of the rolling windows, by depth
     * @param floor below it no sweep will reach
     * @param openCalls is told of each call that is known
     */
    KnownCalls(
            RestoredAccount restored,
            Instant started,
            Instant saved,
            SortedMap<Duration, Instant> watermarks,
            Instant floor,
            OpenCalls openCalls,
            Consumer<SyncEvent> events) {
        this.ledger = new Ledger(floor);
        this.unpriced = new Unpriced(
                restored.rolling().map(WindowState.Rolling::unpriced).orElse(UnpricedCalls.NONE));
        restored.backfillSavedAfterRolling().map(WindowState.Backfill::unpriced).forEach(unpriced::addAll);
        this.restartRule = new RestartRule(saved, watermarks, unpriced.snapshot());
        this.openCalls = openCalls;
        this.started = started;
        this.events = events;
    }

    /** Whether a row of a backfill window is news. */
    boolean isChangeForBackfill(Call row, Instant readAt) {
        return isOfBackfill(row)
                && switch (compare(row, readAt)) {
                    case UNKNOWN, NEWER -> true;
                    case SAME, STALE -> false;
                };
    }

    /**
     * Whether a row of any other list is news.
     *
     * @param backfillIsComplete whether the backfill owes nothing any more
     */
    boolean isChangeForRolling(Call row, Instant readAt, boolean backfillIsComplete) {
        return switch (compare(row, readAt)) {
            case NEWER -> true;
            case SAME, STALE -> false;
            case UNKNOWN -> {
                if (isOutOfReach(row)) {
                    yield false;
                }
                if (!restartRule.isInTopic(row)) {
                    yield true;
                }
                if (backfillIsComplete || !isOfBackfill(row)) {
                    note(row, readAt);
                } else {
                    openCalls.note(row, readAt); // the row is perhaps still owed, but its end must not be missed
                }
                yield false;
            }
        };
    }

    /** The topic holds this state of the call, or will. */
    void note(Call row, Instant readAt) {
        ledger.put(row, readAt);
        unpriced.note(row, isAboveFloor(row));
        openCalls.note(row, readAt);
    }

    /** Whether a rolling window may show the call again, so that it matters whether its price has come. */
    boolean isAboveFloor(Call row) {
        return row.dateCreated() == null || !row.dateCreated().isBefore(ledger.floor());
    }

    /**
     * The call was deleted.
     *
     * @param at when it was found to be, by the server's time
     */
    void delete(String sid, Instant at) {
        unpriced.remove(sid);
        ledger.delete(sid, at);
    }

    /** Nobody watches the call any more, which was open when it was seen last. */
    void letGo(String sid) {
        ledger.letGo(sid);
    }

    /** A sweep that an earlier run began has come to the end of windows, see {@link RestartRule#resumedSweepReached}. */
    void resumedSweepReached(Instant watermark, Iterable<Duration> reached) {
        restartRule.resumedSweepReached(watermark, reached);
    }

    /**
     * A sweep of all calls within reach is complete, and so is the backfill.
     *
     * @param floor below it no sweep will reach
     * @param leftNoneAlone whether the backfill was complete when it began, so that the ledger knows every call
     */
    void allSeen(Instant floor, boolean leftNoneAlone) {
        ledger.dropBelow(floor);
        if (leftNoneAlone) {
            unpriced.rebuild(ledger);
        }
    }

    Ledger ledger() {
        return ledger;
    }

    /** The calls that are in the topic without a price. */
    UnpricedCalls unpriced() {
        return unpriced.snapshot();
    }

    /** Calls created after the first start are the rolling windows' work alone: only they would find them again. */
    private boolean isOfBackfill(Call row) {
        return row.dateCreated() == null || row.dateCreated().isBefore(started);
    }

    private Ledger.Verdict compare(Call row, Instant readAt) {
        Ledger.Verdict verdict = ledger.compare(row, readAt);
        if (verdict == Ledger.Verdict.STALE) {
            events.accept(new SyncEvent.StaleRow(row.sid()));
        }
        return verdict;
    }

    /** Below the floor the ledger has forgotten what it knew: a row that nobody knows or watches is no news. */
    private boolean isOutOfReach(Call row) {
        return !isAboveFloor(row) && !CallStatus.isOpen(row.status()) && !openCalls.isWatched(row.sid());
    }
}

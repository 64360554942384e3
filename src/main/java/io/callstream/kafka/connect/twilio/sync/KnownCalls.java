package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.call.Call;
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
 * What is known of the calls in the topic, and so which rows are changes. The {@link Ledger} knows what this run has found
 * or put there; the {@link RestartRule} knows what earlier runs have.
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
     * @param openCalls watches the calls that are known and open
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

    /** Whether a row of a backfill window is a change. */
    boolean isChangeForBackfill(Call row, Instant readAt) {
        return isOfBackfill(row)
                && switch (compare(row, readAt)) {
                    case UNKNOWN, NEWER -> true;
                    case SAME, STALE -> false;
                };
    }

    /**
     * Whether a row of any other list is a change.
     *
     * @param backfillIsComplete whether the backfill has read all its windows
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
                    openCalls.note(row, readAt); // the row may be left to the backfill, but its end must not be missed
                }
                yield false;
            }
        };
    }

    /** Notes that the topic holds this state of the call, or will. */
    void note(Call row, Instant readAt) {
        ledger.put(row, readAt);
        unpriced.note(row, isAboveFloor(row));
        openCalls.note(row, readAt);
    }

    /** Whether a rolling window may show the call again, so that it matters whether its price has arrived. */
    boolean isAboveFloor(Call row) {
        return row.dateCreated() == null || !row.dateCreated().isBefore(ledger.floor());
    }

    /**
     * Notes that the call was deleted.
     *
     * @param at when it was found to be, by the server's time
     */
    void delete(String sid, Instant at) {
        unpriced.remove(sid);
        ledger.delete(sid, at);
    }

    /** Notes that the call, which was open when it was seen last, is not watched any more. */
    void stopFollowing(String sid) {
        ledger.stopFollowing(sid);
    }

    /** A resumed sweep has reached the horizons of windows, see {@link RestartRule#resumedSweepReached}. */
    void resumedSweepReached(Instant watermark, Iterable<Duration> reached) {
        restartRule.resumedSweepReached(watermark, reached);
    }

    /**
     * A sweep of all calls within reach is complete, and so is the backfill.
     *
     * @param floor below it no sweep will reach
     * @param ledgerIsComplete whether the ledger knows every call of the sweep: the backfill was complete when it began
     */
    void allSeen(Instant floor, boolean ledgerIsComplete) {
        ledger.dropBelow(floor);
        if (ledgerIsComplete) {
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

    /** Calls created after the first start belong to the rolling windows alone: only these would find them again. */
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

    /**
     * The ledger has dropped the calls that ended before its floor: an unknown row of such a call is a change only if the call
     * is watched. One that was created before the floor and changed since may be in no other list: in a list ordered by update
     * it moves above the cursor at which the backfill continues.
     */
    private boolean isOutOfReach(Call row) {
        return !ledger.keeps(row) && !openCalls.isWatched(row.sid());
    }
}

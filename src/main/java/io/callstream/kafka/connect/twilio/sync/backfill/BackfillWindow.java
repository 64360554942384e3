package io.callstream.kafka.connect.twilio.sync.backfill;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.CursorLoop;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import io.callstream.kafka.connect.twilio.sync.ledger.RecentStates;
import io.callstream.kafka.connect.twilio.sync.ledger.Unpriced;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * One window of the backfill: a list that is read once, page by page, to its end.
 *
 * <pre>
 *  at the first page,        nextRequest
 *  or resumed -----&gt; READY ---------------&gt; IN FLIGHT --- last page ---&gt; DONE
 *                     ^  ^                    |    |
 *                     |  +---- next cursor ---+    | cursor rejected
 *                     |                            v
 *                     +---- at the first page --- WAITING, or failed after too many rejections
 * </pre>
 */
public final class BackfillWindow {

    /**
     * What a window holds.
     *
     * @param undatedOnly only rows without a {@code start_time}: all others are in a month
     * @param createdFrom only rows created on or after this moment
     */
    public record Contents(WindowId id, CallFilter filter, boolean undatedOnly, Optional<Instant> createdFrom) {

        /** Whether a row of the list belongs to the window. */
        public boolean include(Call row) {
            Instant created = row.dateCreated();
            return !(undatedOnly && row.startTime() != null)
                    && (createdFrom.isEmpty() || created == null || !created.isBefore(createdFrom.get()));
        }

        /**
         * Whether another window may hold a row, too: one without a {@code start_time} is in a list of its status, and whether
         * the bounds of a month include midnight is the API's choice.
         */
        boolean mayShare(Call row) {
            Instant start = row.startTime();
            return start == null
                    || filter.startFrom()
                            .filter(day -> !start.isAfter(midnight(day)))
                            .isPresent()
                    || filter.startBefore()
                            .filter(day -> !start.isBefore(midnight(day)))
                            .isPresent();
        }

        private static Instant midnight(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    private static final long NOT_WAITING = Long.MIN_VALUE;

    private final Contents contents;
    private final Instant accountStarted;
    private final FilterHash filters;
    private final int pageSize;
    private final Unpriced unpriced;
    private final RecentStates shown = new RecentStates();

    /** The cursor behind the last page that was read: what is above it is in the topic. */
    private Optional<PageCursor> cursor;

    private boolean done;
    private boolean inFlight;
    private long waitingUntil = NOT_WAITING;

    /** Rejections since the window was last read further than before. */
    private int rejections;

    /** Pages read since the window was last started or resumed, and their maximum so far. */
    private int pages;

    private int mostPages;
    private long rows;

    private CursorLoop loop = new CursorLoop();

    BackfillWindow(
            Contents contents, Optional<WindowState.Backfill> stored, Instant accountStarted, SyncSettings settings) {
        this.contents = contents;
        this.accountStarted = accountStarted;
        this.filters = settings.filters().hash();
        this.pageSize = settings.pageSize();
        this.cursor = stored.flatMap(WindowState.Backfill::cursor);
        this.done = stored.map(WindowState.Backfill::done).orElse(false);
        this.unpriced = new Unpriced(stored.map(WindowState.Backfill::unpriced).orElse(UnpricedCalls.NONE));
    }

    public Contents contents() {
        return contents;
    }

    boolean isDone() {
        return done;
    }

    /** Whether an earlier run, or this one, has read part of it. */
    boolean isStarted() {
        return cursor.isPresent();
    }

    /** Rows read by this run. */
    long rows() {
        return rows;
    }

    /** The request for the next page; empty while one is in flight, and while the window waits. */
    Optional<CallsRequest> nextRequest(long now) {
        if (inFlight || now < waitingUntil) {
            return Optional.empty();
        }
        inFlight = true;
        waitingUntil = NOT_WAITING;
        return Optional.of(
                cursor.isPresent()
                        ? new CallsRequest.NextPage(cursor.get(), pageSize)
                        : new CallsRequest.FirstPage(contents.filter(), pageSize));
    }

    /**
     * Takes the page that was requested.
     *
     * @throws StuckWindowException if it leads back to an earlier page
     */
    void take(CallsPage page) {
        page.next().filter(loop::isClosedBy).ifPresent(next -> {
            throw StuckWindowException.ofLoop(contents.id().name());
        });
        cursor = page.next();
        done = cursor.isEmpty();
        inFlight = false;
        rows += page.calls().size();
        pages++;
        if (pages > mostPages) {
            mostPages = pages;
            rejections = 0;
        }
    }

    /**
     * Goes back to the first page, because a cursor was rejected.
     *
     * @param at when to request it, by the monotonic clock
     */
    void restart(long at) {
        loop = new CursorLoop();
        cursor = Optional.empty();
        inFlight = false;
        waitingUntil = at;
        pages = 0;
        rejections++;
    }

    /** How often the API has rejected a cursor of the window since it was last read further than before. */
    int rejections() {
        return rejections;
    }

    /** The most pages that were read without a rejection. */
    int mostPages() {
        return mostPages;
    }

    /** When the window stops waiting, by the monotonic clock; {@link Long#MAX_VALUE} if it does not wait. */
    long dueAt() {
        return waitingUntil == NOT_WAITING ? Long.MAX_VALUE : waitingUntil;
    }

    /**
     * Notes that a call of the window is in the topic in this state.
     *
     * @param followed whether a rolling window may show it again
     */
    public void emitted(Call call, boolean followed) {
        unpriced.note(call, followed);
    }

    /** Whether the window has not shown a call in this state, as far as it remembers; notes that it has. */
    boolean isFirst(Call row) {
        return shown.add(row);
    }

    /** The state of the window now, as an offset states it. */
    public WindowState.Backfill state(Instant saved) {
        return new WindowState.Backfill(accountStarted, saved, filters, cursor, done, unpriced.snapshot());
    }
}

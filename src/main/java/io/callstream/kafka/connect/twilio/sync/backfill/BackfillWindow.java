package io.callstream.kafka.connect.twilio.sync.backfill;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import io.callstream.kafka.connect.twilio.sync.ledger.Unpriced;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Instant;
import java.util.Optional;

/** One window of the backfill: a list that is read once, page by page, to its end. */
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
    }

    private static final long NOT_WAITING = Long.MIN_VALUE;

    private final Contents contents;
    private final Instant accountStarted;
    private final FilterHash filters;
    private final int pageSize;
    private final Unpriced unpriced;

    /** Where reading goes on. */
    private Optional<PageCursor> ahead;

    private boolean asked;
    private long startAt = NOT_WAITING;
    /** Refusals since the window was last read further than ever before. */
    private int refusals;

    /** Pages since it was last begun or resumed, and the most that these ever were. */
    private int pages;

    private int mostPages;

    /** Where the topic ends: the cursor behind the last page that was judged. */
    private Optional<PageCursor> cursor;

    private boolean done;
    private long rows;

    BackfillWindow(
            Contents contents, Optional<WindowState.Backfill> stored, Instant accountStarted, SyncSettings settings) {
        this.contents = contents;
        this.accountStarted = accountStarted;
        this.filters = settings.filters();
        this.pageSize = settings.pageSize();
        this.cursor = stored.flatMap(WindowState.Backfill::cursor);
        this.ahead = cursor;
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
    boolean isBegun() {
        return cursor.isPresent();
    }

    /** Rows judged by this run. */
    long rows() {
        return rows;
    }

    /** The request for the next page; empty while one is under way, and while the window waits. */
    Optional<CallsRequest> nextRequest(long now) {
        if (asked || now < startAt) {
            return Optional.empty();
        }
        asked = true;
        startAt = NOT_WAITING;
        return Optional.of(
                ahead.isPresent()
                        ? new CallsRequest.NextPage(ahead.get(), pageSize)
                        : new CallsRequest.FirstPage(contents.filter(), pageSize));
    }

    /** Takes in the page that was asked for, so that the one after it can be. */
    void accept(CallsPage page) {
        ahead = page.next();
        asked = ahead.isEmpty();
        pages++;
        if (pages > mostPages) {
            mostPages = pages;
            refusals = 0;
        }
    }

    /** The window is to be read again from its first page, at a moment of the monotonic clock. */
    void restart(long at) {
        ahead = Optional.empty();
        asked = false;
        startAt = at;
        pages = 0;
        refusals++;
    }

    /** How often the API has refused a cursor of the window since it was last read further than ever before. */
    int refusals() {
        return refusals;
    }

    /** The most pages that were read without a refusal. */
    int mostPages() {
        return mostPages;
    }

    /** When the window stops to wait, by the monotonic clock; never, if it does not. */
    long dueAt() {
        return startAt == NOT_WAITING ? Long.MAX_VALUE : startAt;
    }

    /**
     * Notes that a call of the window is in the topic in this state.
     *
     * @param followed whether a rolling window may show it again
     */
    public void emitted(Call call, boolean followed) {
        unpriced.note(call, followed);
    }

    /** The rows of a page have been judged: the topic now ends behind it. */
    void judged(CallsPage page) {
        cursor = page.next();
        done = cursor.isEmpty();
        rows += page.calls().size();
    }

    /** What an offset says of the window now. */
    public WindowState.Backfill state(Instant saved) {
        return new WindowState.Backfill(accountStarted, saved, filters, cursor, done, unpriced.snapshot());
    }
}

package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reading of the unfiltered list, newest first, down to a horizon. */
public final class Sweep {

    /** Where a sweep stands once a page has come in: what judging that page may conclude. */
    public record Step(Instant seenDownTo, boolean last, Instant began, Optional<PageCursor> next) {

        /** Whether every call created at or after the horizon was seen. */
        boolean reached(Instant horizon) {
            return seenDownTo.isBefore(horizon);
        }
    }

    private final int window;
    private final Instant horizon;
    private final boolean resumed;
    private final boolean backfillWasComplete;
    private final int maxPageSize;
    private final ListOrder order;

    private Optional<PageCursor> cursor;
    private int pageSize;
    private boolean asked;
    private boolean over;
    private int rows;
    private @Nullable Instant began;

    /** Begins at the head of the list. */
    Sweep(
            int window,
            Instant horizon,
            boolean backfillWasComplete,
            int pageSize,
            int maxPageSize,
            boolean newestFirst) {
        this(window, horizon, false, backfillWasComplete, pageSize, maxPageSize, newestFirst, Optional.empty(), null);
    }

    private Sweep(
            int window,
            Instant horizon,
            boolean resumed,
            boolean backfillWasComplete,
            int pageSize,
            int maxPageSize,
            boolean newestFirst,
            Optional<PageCursor> cursor,
            @Nullable Instant began) {
        this.window = window;
        this.horizon = horizon;
        this.resumed = resumed;
        this.backfillWasComplete = backfillWasComplete;
        this.pageSize = Math.min(pageSize, maxPageSize);
        this.maxPageSize = maxPageSize;
        this.order = new ListOrder(newestFirst);
        this.cursor = cursor;
        this.began = began;
    }

    /** Goes on with a sweep that an earlier run had to leave. */
    static Sweep resume(int window, WindowState.DeepSweep left, int pageSize) {
        return new Sweep(
                window,
                left.horizon(),
                true,
                false,
                pageSize,
                pageSize,
                false,
                Optional.of(left.cursor()),
                left.started());
    }

    /** The request for the next page; empty while one is under way and when the sweep is over. */
    Optional<CallsRequest> nextRequest() {
        if (asked || over) {
            return Optional.empty();
        }
        asked = true;
        return Optional.of(
                cursor.isPresent()
                        ? new CallsRequest.NextPage(cursor.get(), pageSize)
                        : new CallsRequest.FirstPage(CallFilter.NONE, pageSize));
    }

    /** Takes in the page that was asked for. */
    Step accept(CallsPage page) {
        asked = false;
        if (began == null) {
            began = page.readAt();
        }
        order.observe(page.calls());
        rows += (int) page.calls().stream()
                .filter(row -> row.dateCreated() == null || !row.dateCreated().isBefore(horizon))
                .count();
        cursor = page.next();
        pageSize = Math.min(maxPageSize, pageSize * 2);
        Instant seenDownTo = cursor.isEmpty() ? Instant.MIN : order.seenDownTo(page.calls());
        over = seenDownTo.isBefore(horizon);
        return new Step(seenDownTo, over, began, over ? Optional.empty() : cursor);
    }

    /** Gives the sweep up: its window has to be read again from the head of the list. */
    void abandon() {
        over = true;
    }

    /** Index of the deepest rolling window that the sweep is for. */
    public int window() {
        return window;
    }

    Instant horizon() {
        return horizon;
    }

    public boolean isResumed() {
        return resumed;
    }

    /** Whether the backfill owed nothing any more when the sweep began: then it leaves no call alone. */
    public boolean backfillWasComplete() {
        return backfillWasComplete;
    }

    boolean isOver() {
        return over;
    }

    public ListOrder order() {
        return order;
    }

    /** Rows seen so far that belong to the window. */
    int rows() {
        return rows;
    }

    /** The server's time when the first page was asked for; empty until it has come in. */
    Optional<Instant> began() {
        return Optional.ofNullable(began);
    }

    /** What to store, so that the sweep can be resumed at a cursor. */
    WindowState.DeepSweep toResume(Duration depth, Instant startedAt, PageCursor next) {
        return new WindowState.DeepSweep(depth, horizon, startedAt, next);
    }
}

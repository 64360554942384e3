package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.CursorLoop;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import io.callstream.kafka.connect.twilio.sync.ReplicaLag;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import io.callstream.kafka.connect.twilio.window.WindowState.DeepSweep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the unfiltered list, newest first, down to a horizon.
 *
 * <pre>
 *  from the head,           nextRequest
 *  or resumed ----&gt; READY ---------------&gt; IN FLIGHT --- cursor rejected ---&gt; ABANDONED
 *                     ^                        |
 *                     |                        | page
 *                     |                        v
 *                     +------ no ------ horizon reached? ------- yes ------&gt; OVER
 * </pre>
 */
public final class Sweep {

    private final int window;
    private final Instant horizon;
    private final boolean resumed;
    private final boolean backfillWasComplete;
    private final int maxPageSize;
    private final ListOrder order;
    private final CursorLoop loop = new CursorLoop();

    private Optional<PageCursor> cursor;
    private int pageSize;
    private boolean inFlight;
    private boolean over;
    private int rows;
    private @Nullable Instant began;

    /** The sweep has seen all calls created at or after this moment, as far as its pages so far can show. */
    private Instant seenDownTo = Instant.MAX;

    private Sweep(
            int window,
            Instant horizon,
            boolean backfillWasComplete,
            int pageSize,
            int maxPageSize,
            boolean newestFirst,
            Optional<DeepSweep> left) {
        this.window = window;
        this.horizon = horizon;
        this.resumed = left.isPresent();
        this.backfillWasComplete = backfillWasComplete;
        this.pageSize = Math.min(pageSize, maxPageSize);
        this.maxPageSize = maxPageSize;
        this.order = new ListOrder(newestFirst);
        this.cursor = left.map(DeepSweep::cursor);
        this.began = left.map(DeepSweep::started).orElse(null);
    }

    /**
     * A sweep from the head of the list.
     *
     * @param pageSize of the first page; each further one is twice as large, up to the maximum
     * @param newestFirst whether an earlier sweep has shown that the list runs from newer to older
     */
    static Sweep fromHead(
            int window,
            Instant horizon,
            boolean backfillWasComplete,
            int pageSize,
            int maxPageSize,
            boolean newestFirst) {
        return new Sweep(window, horizon, backfillWasComplete, pageSize, maxPageSize, newestFirst, Optional.empty());
    }

    /** The rest of an unfinished sweep of an earlier run. */
    static Sweep resume(int window, DeepSweep left, int pageSize) {
        return new Sweep(window, left.horizon(), false, pageSize, pageSize, false, Optional.of(left));
    }

    /** The request for the next page; empty while one is in flight and when the sweep is over. */
    Optional<CallsRequest> nextRequest() {
        if (inFlight || over) {
            return Optional.empty();
        }
        inFlight = true;
        return Optional.of(
                cursor.isPresent()
                        ? new CallsRequest.NextPage(cursor.get(), pageSize)
                        : new CallsRequest.FirstPage(CallFilter.NONE, pageSize));
    }

    /**
     * Takes the page that was requested.
     *
     * @throws StuckWindowException if it leads back to an earlier page
     */
    void take(CallsPage page) {
        page.next().filter(loop::isClosedBy).ifPresent(next -> {
            throw StuckWindowException.ofLoop("the list of all calls");
        });
        inFlight = false;
        if (began == null) {
            began = page.readAt();
        }
        order.observe(page.calls());
        rows += (int) page.calls().stream()
                .filter(row -> row.dateCreated() == null || !row.dateCreated().isBefore(horizon))
                .count();
        cursor = page.next();
        pageSize = Math.min(maxPageSize, pageSize * 2);
        seenDownTo = cursor.isEmpty() ? Instant.MIN : order.seenDownTo();
        over = hasReached(horizon);
    }

    /** Ends the sweep before its horizon: its window must be read again from the head of the list. */
    void abandon() {
        over = true;
    }

    /** Whether every call created at or after a horizon was seen. */
    boolean hasReached(Instant someHorizon) {
        return seenDownTo.isBefore(someHorizon);
    }

    /** Every call created at or after this moment was seen, by the latest page. */
    public Instant seenDownTo() {
        return seenDownTo;
    }

    /** Index of the deepest rolling window that the sweep is for. */
    public int window() {
        return window;
    }

    Instant horizon() {
        return horizon;
    }

    /** Whether an earlier run began the sweep: this run has not seen the pages above its cursor. */
    public boolean isResumed() {
        return resumed;
    }

    /** Whether the backfill was complete when the sweep began: then every call that it has seen is in the ledger. */
    public boolean backfillWasComplete() {
        return backfillWasComplete;
    }

    /** Whether the sweep requests no further page. */
    public boolean isOver() {
        return over;
    }

    public ListOrder order() {
        return order;
    }

    /** Rows seen so far that belong to the window. */
    int rows() {
        return rows;
    }

    /** Whether a page was received, in this run or an earlier one. */
    boolean hasBegun() {
        return began != null;
    }

    /**
     * The server's time when the first page was requested.
     *
     * @throws java.util.NoSuchElementException if no page was received yet
     */
    public Instant began() {
        return Optional.ofNullable(began).orElseThrow();
    }

    /** The watermark that the sweep proves for the windows whose horizon it reaches. */
    public Instant watermark() {
        return ReplicaLag.settledAt(began());
    }

    /**
     * What to store, so that a later run can resume the sweep at its cursor.
     *
     * @param depth of the deepest window that the sweep is for
     */
    Optional<DeepSweep> toResume(Duration depth) {
        return cursor.map(next -> new DeepSweep(depth, horizon, began(), next));
    }
}

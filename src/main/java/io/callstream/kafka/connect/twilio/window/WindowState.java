package io.callstream.kafka.connect.twilio.window;

import io.callstream.kafka.connect.twilio.call.PageCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What may be assumed of a window once the records before its offset are in the topic: the content of a source offset. All
 * times are the server's.
 */
public sealed interface WindowState {

    /** When the connector first started for the account. */
    Instant started();

    /** The moment at which this state was true. */
    Instant saved();

    /** The user's filters that limited the list: under others it is another list, which this state does not describe. */
    FilterHash filters();

    /** Calls of this window that are in the topic without a price. */
    UnpricedCalls unpriced();

    /**
     * A backfill window.
     *
     * @param cursor the next page; empty before the first page and when done
     * @param done whether the window was read to its end
     */
    record Backfill(
            Instant started,
            Instant saved,
            FilterHash filters,
            Optional<PageCursor> cursor,
            boolean done,
            UnpricedCalls unpriced)
            implements WindowState {}

    /**
     * The rolling windows of an account.
     *
     * @param watermarks by the depth of the window, shallowest first, never empty: every change up to the watermark is
     *     in the topic, for the calls that the window held
     * @param sweep the deep sweep in progress, to be resumed at its cursor
     */
    record Rolling(
            Instant started,
            Instant saved,
            FilterHash filters,
            SortedMap<Duration, Instant> watermarks,
            Optional<DeepSweep> sweep,
            UnpricedCalls unpriced)
            implements WindowState {}

    /**
     * A sweep of more than a page, to be resumed.
     *
     * @param depth of the deepest window it is for
     * @param horizon the sweep ends when it has seen every call created since
     * @param started the server's time when its first page was requested
     * @param cursor the next page
     */
    record DeepSweep(Duration depth, Instant horizon, Instant started, PageCursor cursor) {}
}

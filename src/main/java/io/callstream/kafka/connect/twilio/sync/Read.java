package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.sync.backfill.BackfillWindow;
import io.callstream.kafka.connect.twilio.sync.rolling.Sweep;
import io.callstream.kafka.connect.twilio.window.WindowId;

/** A request to send, and what its response is for. */
public sealed interface Read {

    /** The request to send to the API. */
    CallsRequest request();

    /** Whether it looks for current changes, which take precedence over the backfill. */
    default boolean isRolling() {
        return !windowId().isBackfill();
    }

    /** The window that its records and its cursor are of. */
    default WindowId windowId() {
        return WindowId.ROLLING;
    }

    /** A page of a backfill window. */
    record OfBackfill(BackfillWindow window, CallsRequest request) implements Read {
        @Override
        public WindowId windowId() {
            return window.contents().id();
        }
    }

    /** A page of a sweep of the rolling windows. */
    record OfSweep(Sweep sweep, CallsRequest request) implements Read {}

    /** A page of the list of calls in an open status. */
    record OfOpenList(String status, CallsRequest request) implements Read {}

    /**
     * A call that has left the lists of open calls.
     *
     * @param requestedAt when it was found to have left them, which is before the request is sent, by the monotonic clock
     */
    record OfOpenCall(String sid, CallsRequest request, long requestedAt) implements Read {}

    /**
     * A call that a complete sweep should have shown and did not.
     *
     * @param requestedAt a moment before the request is sent, by the monotonic clock
     */
    record OfMissingCall(String sid, CallsRequest request, long requestedAt) implements Read {}
}

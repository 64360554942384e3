package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.sync.backfill.BackfillWindow;
import io.callstream.kafka.connect.twilio.sync.rolling.Sweep;
import java.time.Instant;

/** A request to send, and what its answer is for. */
public sealed interface Read {

    /** What to ask the API. */
    CallsRequest request();

    /** Whether it is for what changes now, and so goes before the backfill. */
    boolean isRolling();

    /** A page of a backfill window. */
    record OfBackfill(BackfillWindow window, CallsRequest request) implements Read {
        @Override
        public boolean isRolling() {
            return false;
        }
    }

    /** A page of a sweep of the rolling windows. */
    record OfSweep(Sweep sweep, CallsRequest request) implements Read {
        @Override
        public boolean isRolling() {
            return true;
        }
    }

    /** A page of the list of calls in an open status. */
    record OfOpenList(String status, CallsRequest request) implements Read {
        @Override
        public boolean isRolling() {
            return true;
        }
    }

    /**
     * A call that has left the lists of open calls.
     *
     * @param missedAt when it was found to have left them, by the server's time: it is asked for after that
     */
    record OfOpenCall(String sid, CallsRequest request, Instant missedAt) implements Read {
        @Override
        public boolean isRolling() {
            return true;
        }
    }

    /** A call that a complete sweep should have shown, and did not. */
    record OfMissingCall(String sid, CallsRequest request) implements Read {
        @Override
        public boolean isRolling() {
            return true;
        }
    }
}

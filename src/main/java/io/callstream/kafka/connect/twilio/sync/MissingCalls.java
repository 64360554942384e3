package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.sync.model.CallsRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Calls that a complete sweep over their age did not show. A row that is missing proves nothing, for lists are read from
 * replicas while they change: each call is asked for by its SID, and only a 404 says that it was deleted.
 */
final class MissingCalls {

    private final Deque<Read> toSend = new ArrayDeque<>();
    private final Set<String> asked = new HashSet<>();

    /**
     * Looks for calls that a sweep should have shown. One that is younger than reads may lag may be missing for that.
     *
     * @param seenDownTo the sweep saw all calls created since
     * @param began when the sweep began, by the server's time
     */
    void lookFor(Ledger ledger, Instant seenDownTo, Instant began) {
        Instant settled = RollingWindows.watermark(began);
        ledger.forEachUnseen(seenDownTo, settled, settled, sid -> {
            if (asked.add(sid)) {
                toSend.add(new Read.OfMissingCall(sid, new CallsRequest.OneCall(sid)));
            }
        });
    }

    /** Adds the requests that can be sent now, while there is room. */
    void addReads(List<Read> reads, int room) {
        while (reads.size() < room && !toSend.isEmpty()) {
            reads.add(toSend.remove());
        }
    }

    /** It is known whether the call is there. Whether that was still to be answered. */
    boolean answered(String sid) {
        return asked.remove(sid);
    }
}

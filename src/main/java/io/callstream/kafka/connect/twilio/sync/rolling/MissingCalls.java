package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.ReplicaLag;
import io.callstream.kafka.connect.twilio.sync.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls that a complete sweep over their age did not show. A row that is missing proves nothing, for lists are read from
 * replicas while they change: each call is asked for by its SID, and only a 404 says that it was deleted. That, too, may
 * be the answer of a replica that lags, so it must be said again when none lags that far any more.
 */
public final class MissingCalls {

    private record Missed(String sid, Instant since) {}

    private final Deque<String> toAsk = new ArrayDeque<>();

    /** Calls to ask for once more, by the time at which the API did not know them. */
    private final Deque<Missed> toAskAgain = new ArrayDeque<>();

    /** Calls whose fate is open, and since when the API does not know them. */
    private final Map<String, Optional<Instant>> suspects = new HashMap<>();

    /**
     * Looks for calls that a sweep should have shown. One that is younger than reads may lag may be missing for that.
     *
     * @param seenDownTo the sweep saw all calls created since
     * @param began when the sweep began, by the server's time
     */
    public void lookFor(Ledger ledger, Instant seenDownTo, Instant began) {
        Instant settled = ReplicaLag.settledAt(began);
        ledger.forEachUnseen(seenDownTo, settled, settled, sid -> {
            if (suspects.putIfAbsent(sid, Optional.empty()) == null) {
                toAsk.add(sid);
            }
        });
    }

    /**
     * Adds the requests that can be sent now, while there is room.
     *
     * @param serverTime the server's time at the latest answer
     */
    public void addReads(List<Read> reads, int capacity, Instant serverTime) {
        while (!toAskAgain.isEmpty() && !toAskAgain.element().since().isAfter(ReplicaLag.settledAt(serverTime))) {
            toAsk.add(toAskAgain.remove().sid());
        }
        while (reads.size() < capacity && !toAsk.isEmpty()) {
            String sid = toAsk.remove();
            reads.add(new Read.OfMissingCall(sid, new CallsRequest.OneCall(sid)));
        }
    }

    /** The call is there, or it is known that it is not. */
    public void answered(String sid) {
        suspects.remove(sid);
    }

    /**
     * The API does not know the call. Whether that is to be believed: when it is said for the second time.
     *
     * @param at the server's time
     */
    public boolean isGone(String sid, Instant at) {
        Optional<Instant> missedSince = suspects.getOrDefault(sid, Optional.of(at));
        if (missedSince.isEmpty()) {
            suspects.put(sid, Optional.of(at));
            toAskAgain.add(new Missed(sid, at));
        }
        return missedSince.isPresent() && suspects.remove(sid) != null;
    }
}

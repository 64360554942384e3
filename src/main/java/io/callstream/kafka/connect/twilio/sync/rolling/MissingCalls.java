package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.ReplicaLag;
import io.callstream.kafka.connect.twilio.sync.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Calls that a complete sweep over their age did not show. A missing row proves nothing, because lists are read from
 * replicas while they change: each call is requested by its SID, and only a {@linkplain Absences confirmed} 404 says that
 * it was deleted.
 */
public final class MissingCalls {

    /**
     * A call to request again.
     *
     * @param dueAt when no replica lags behind the first 404 any more, by the monotonic clock
     */
    private record Retry(String sid, long dueAt) {}

    private final Deque<String> toAsk = new ArrayDeque<>();
    private final Deque<Retry> toAskAgain = new ArrayDeque<>();

    /** Calls that were requested and neither seen nor found to be gone since. */
    private final Set<String> suspects = new HashSet<>();

    private final Absences absences = new Absences();

    /**
     * Looks for calls that a sweep should have shown, except those that are younger than the replica lag: a replica may
     * not have them yet.
     *
     * @param seenDownTo the sweep saw all calls created since
     * @param began when the sweep began, by the server's time
     */
    public void lookFor(Ledger ledger, Instant seenDownTo, Instant began) {
        Instant settled = ReplicaLag.settledAt(began);
        ledger.forEachUnseen(seenDownTo, settled, settled, sid -> {
            if (suspects.add(sid)) {
                toAsk.add(sid);
            }
        });
    }

    /**
     * Adds the requests that can be sent now, within the capacity.
     *
     * @param now the monotonic clock
     */
    public void addReads(List<Read> reads, int capacity, long now) {
        while (!toAskAgain.isEmpty() && toAskAgain.element().dueAt() <= now) {
            toAsk.add(toAskAgain.remove().sid());
        }
        while (reads.size() < capacity && !toAsk.isEmpty()) {
            String sid = toAsk.remove();
            reads.add(new Read.OfMissingCall(sid, new CallsRequest.OneCall(sid), now));
        }
    }

    /** The call was seen, or it is known to be gone: it is a suspect no longer. */
    public void settle(String sid) {
        suspects.remove(sid);
        absences.clear(sid);
    }

    /**
     * Takes in a 404.
     *
     * @param now the monotonic clock
     * @return whether the call is gone
     */
    public boolean isGone(Read.OfMissingCall read, long now) {
        if (!suspects.contains(read.sid())) {
            return false;
        }
        boolean gone = absences.isConfirmed(read.sid(), read.requestedAt(), now);
        if (!gone) {
            toAskAgain.add(new Retry(read.sid(), now + ReplicaLag.MAX.toMillis()));
        }
        return gone;
    }
}

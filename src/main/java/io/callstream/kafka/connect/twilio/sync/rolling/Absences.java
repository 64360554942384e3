package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.sync.ReplicaLag;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The rule that a 404 counts only when it is confirmed: the first one may come from a replica that lags, so a call is gone
 * once a request that was sent {@link ReplicaLag#MAX} after the first 404, or later, gets a 404 too.
 *
 * <p>All times are the server's.
 */
final class Absences {

    /** By SID: when the first 404 since the call was last seen had arrived. */
    private final Map<String, Instant> firstNotFound = new HashMap<>();

    /**
     * Takes in a 404.
     *
     * @param requestedAt a moment before the request was sent
     * @param notFoundAt a moment after the 404 was given
     * @return whether it confirms an earlier 404, so that the call is gone
     */
    boolean isConfirmed(String sid, Instant requestedAt, Instant notFoundAt) {
        Instant first = firstNotFound.computeIfAbsent(sid, missing -> notFoundAt);
        return !ReplicaLag.settledAt(requestedAt).isBefore(first);
    }

    /** Drops what is known of a call: it was seen, or it is not requested any more. */
    void clear(String sid) {
        firstNotFound.remove(sid);
    }
}

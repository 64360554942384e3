package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.sync.ReplicaLag;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The rule that a 404 counts only when it is confirmed: the first one may come from a replica that lags, so a call is gone
 * once a request that was sent {@link ReplicaLag#MAX} after the first 404, or later, gets a 404 too.
 *
 * <p>All times are in milliseconds of the monotonic clock: a 404 may bear no time, and a server's clock may be set.
 */
final class Absences {

    /** By SID: when the first 404 since the call was last seen had arrived. */
    private final Map<String, Long> firstNotFound = new HashMap<>();

    /**
     * Takes in a 404.
     *
     * @param requestedAt a moment before the request was sent
     * @param now a moment after the 404 was given
     * @return whether it confirms an earlier 404, so that the call is gone
     */
    boolean isConfirmed(String sid, long requestedAt, long now) {
        long first = firstNotFound.computeIfAbsent(sid, missing -> now);
        return requestedAt >= first + ReplicaLag.MAX.toMillis();
    }

    /** The calls whose 404 was not confirmed yet. */
    Set<String> unconfirmed() {
        return Set.copyOf(firstNotFound.keySet());
    }

    /** Drops what is known of a call: it was seen, or it is not requested any more. */
    void clear(String sid) {
        firstNotFound.remove(sid);
    }
}

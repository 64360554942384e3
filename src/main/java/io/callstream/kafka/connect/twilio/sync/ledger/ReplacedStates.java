package io.callstream.kafka.connect.twilio.sync.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * States of calls that another state has replaced although nothing in the two rows says which is newer: they have the same
 * {@code date_updated}, an equal rank, and both a price or none.
 *
 * <p>For a while such a state is no change again: it comes from a replica that lags, or from hosts that respond in turn and
 * do not agree. A state that is still there after that while is a change, because a call may return to an earlier state.
 */
final class ReplacedStates {

    /** Longer than a replica lags, and than two versions of the API usually run side by side. */
    static final Duration NOT_AGAIN_FOR = Duration.ofHours(1);

    /** By the hash of the state: when it was replaced, the earliest first. Few: a change nearly always moves a date. */
    private final Map<Long, Instant> replacedAt = new LinkedHashMap<>();

    /**
     * @param state its {@linkplain RecentStates#hash hash}
     * @param readAt the server's time of the row that replaced it
     */
    void add(long state, Instant readAt) {
        replacedAt.remove(state);
        replacedAt.put(state, readAt);
        Iterator<Instant> times = replacedAt.values().iterator();
        while (times.hasNext() && isOver(times.next(), readAt)) {
            times.remove();
        }
    }

    /**
     * Whether a state was replaced so recently that it is no change again.
     *
     * @param readAt the server's time of the row that shows it
     */
    boolean contain(long state, Instant readAt) {
        Instant at = replacedAt.get(state);
        return at != null && !isOver(at, readAt);
    }

    private static boolean isOver(Instant replaced, Instant readAt) {
        return !readAt.isBefore(replaced.plus(NOT_AGAIN_FOR));
    }
}

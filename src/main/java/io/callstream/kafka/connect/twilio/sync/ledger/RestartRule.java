package io.callstream.kafka.connect.twilio.sync.ledger;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides from what was stored before the start whether the topic already holds the state of a row that the ledger does
 * not know.
 *
 * <p>It does, if the call was created before the state was saved, last changed before the watermark of the shallowest
 * window that held it <em>when the state was saved</em>, and has not got its price since: each complete sweep of that
 * window saw the call, which was younger then. A row without a time of creation or change counts as not in the topic.
 */
public final class RestartRule {

    private final Instant saved;
    private final SortedMap<Duration, Instant> watermarks;
    private final UnpricedCalls unpriced;

    public RestartRule(Instant saved, SortedMap<Duration, Instant> watermarks, UnpricedCalls unpriced) {
        this.saved = saved;
        this.watermarks = new TreeMap<>(watermarks);
        this.unpriced = unpriced;
    }

    /**
     * Whether the topic holds this state of a call that the ledger does not know, as far as the rolling windows are concerned.
     * At a first start the watermarks are the time of that start: what was there before is the backfill's.
     */
    public boolean isInTopic(Call row) {
        Instant created = row.dateCreated();
        Instant updated = row.dateUpdated();
        if (created == null || updated == null || !created.isBefore(saved)) {
            return false;
        }
        boolean pricedSince =
                row.price() != null && unpriced.mayContain(SidKey.of(row.sid()).hash());
        return updated.isBefore(seenUpTo(created)) && !pricedSince;
    }

    /**
     * A sweep that began before the start and was resumed has reached the horizons of windows: what it read before the
     * start is in the topic, although the ledger does not know it.
     *
     * @param watermark the watermark that the sweep proves
     * @param reached the depths of the windows
     */
    public void resumedSweepReached(Instant watermark, Iterable<Duration> reached) {
        for (Duration depth : reached) {
            watermarks.merge(depth, watermark, RestartRule::later);
        }
    }

    /** Up to when the changes of a call are in the topic, by the window that held it, or the last one that did. */
    private Instant seenUpTo(Instant created) {
        Duration age = Duration.between(created, saved);
        Instant seen = Instant.MAX;
        for (Map.Entry<Duration, Instant> window : watermarks.entrySet()) {
            seen = window.getValue();
            if (age.compareTo(window.getKey()) <= 0) {
                return seen;
            }
        }
        Instant leftDeepest = created.plus(watermarks.lastKey());
        return leftDeepest.isBefore(seen) ? leftDeepest : seen;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

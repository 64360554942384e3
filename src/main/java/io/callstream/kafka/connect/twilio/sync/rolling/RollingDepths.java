package io.callstream.kafka.connect.twilio.sync.rolling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The depths of the rolling windows and the intervals at which they are swept: 15 minutes deep, then eight times as deep
 * as the one before, down to the lookback. The first is swept every poll interval; the interval of each deeper one is the
 * depth of the one above it. So a change in a call of age <i>a</i> is found within <i>a</i> (or the poll interval), and a
 * call is in fewer than 72 sweeps over its lifetime, however many calls there are.
 */
public final class RollingDepths {

    private static final Duration SHALLOWEST = Duration.ofMinutes(15);
    private static final int FACTOR = 8;

    private final List<Duration> depths;
    private final Duration pollInterval;

    /**
     * @param lookback depth of the deepest window
     * @param pollInterval least time between two sweeps
     */
    public RollingDepths(Duration lookback, Duration pollInterval) {
        List<Duration> result = new ArrayList<>();
        for (Duration depth = SHALLOWEST; depth.compareTo(lookback) < 0; depth = depth.multipliedBy(FACTOR)) {
            result.add(depth);
        }
        result.add(lookback);
        this.depths = List.copyOf(result);
        this.pollInterval = pollInterval;
    }

    /** Number of windows; the first, 0, is the shallowest. */
    public int count() {
        return depths.size();
    }

    /** Age of the oldest calls that a window holds. */
    public Duration depth(int window) {
        return depths.get(window);
    }

    /** Time between two sweeps of a window. */
    public Duration interval(int window) {
        Duration above = window == 0 ? Duration.ZERO : depths.get(window - 1);
        return above.compareTo(pollInterval) > 0 ? above : pollInterval;
    }

    /** The deepest window that is no deeper than the given depth; the shallowest if all are. */
    int windowOf(Duration depth) {
        int window = 0;
        while (window + 1 < count() && depths.get(window + 1).compareTo(depth) <= 0) {
            window++;
        }
        return window;
    }

    /** The same watermark for every window. */
    SortedMap<Duration, Instant> all(Instant watermark) {
        SortedMap<Duration, Instant> watermarks = new TreeMap<>();
        depths.forEach(depth -> watermarks.put(depth, watermark));
        return watermarks;
    }

    /**
     * Watermarks for these windows from those of an earlier run, whose lookback may have differed: each window takes the
     * watermark of the shallowest stored window that is at least as deep, or of the deepest one.
     */
    SortedMap<Duration, Instant> adopt(SortedMap<Duration, Instant> stored) {
        SortedMap<Duration, Instant> watermarks = new TreeMap<>();
        for (Duration depth : depths) {
            SortedMap<Duration, Instant> deepEnough = stored.tailMap(depth);
            watermarks.put(depth, stored.get(deepEnough.isEmpty() ? stored.lastKey() : deepEnough.firstKey()));
        }
        return watermarks;
    }
}

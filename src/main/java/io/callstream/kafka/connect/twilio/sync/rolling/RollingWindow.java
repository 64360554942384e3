package io.callstream.kafka.connect.twilio.sync.rolling;

import java.time.Duration;
import java.time.Instant;

/**
 * One rolling window: the calls up to some age, the <em>depth</em>. Its <em>watermark</em> is proven: every change up to
 * it is in the topic, for the calls that the window held. Its <em>horizon</em> is the watermark less the depth: a sweep
 * that has seen all calls created since the horizon moves the watermark to its own start.
 *
 * <p>The <em>expected</em> watermark is the one that a running catch-up sweep will have proven when it is over. After a
 * downtime the horizon lies far back. Only the catch-up sweep goes there; the sweeps beside it start from the expected
 * watermark and so keep the pace of a day without downtime:
 *
 * <pre>
 *   horizon       watermark               expected horizon    expected        now
 *      |--- depth ----|                          |--- depth ----|              |
 *   ---+--------------+---------- downtime ------+--------------+--------------+--&gt; created
 *                                                ^ the head sweeps reach down to here
 *      ^ the catch-up sweep reaches down to here
 * </pre>
 *
 * <p>When the catch-up sweep has reached the horizon, the expected watermark is proven. When it is abandoned, nothing is
 * expected any more, and the next sweep goes down to the horizon again. Without a catch-up both watermarks are the same.
 */
final class RollingWindow {

    private final Duration depth;
    private final Duration interval;
    private Instant watermark;
    private Instant expected;
    private long dueAt;
    private int rowsOfLastSweep;

    /**
     * @param interval time between two sweeps
     * @param rows rows to expect before the first sweep has counted them
     */
    RollingWindow(Duration depth, Duration interval, Instant watermark, int rows) {
        this.depth = depth;
        this.interval = interval;
        this.watermark = watermark;
        this.expected = watermark;
        this.rowsOfLastSweep = rows;
    }

    Duration depth() {
        return depth;
    }

    Instant watermark() {
        return watermark;
    }

    /** No sweep of the window reaches below this. */
    Instant horizon() {
        return watermark.minus(depth);
    }

    /** The horizon of a sweep that begins now: the expected one only where the proven one would make it a catch-up. */
    Instant horizonToSweep() {
        boolean isFarBack = Duration.between(watermark, expected).compareTo(depth) > 0;
        return isFarBack ? expectedHorizon() : horizon();
    }

    /**
     * Moves the watermark if a sweep has reached the horizon, and the expected one if it has reached at least that one's.
     *
     * @param isCatchUp whether the sweep is the one that proves the expected watermark
     * @return whether the sweep has reached the horizon
     */
    boolean moveWatermark(Sweep sweep, boolean isCatchUp) {
        Instant swept = sweep.watermark();
        if (sweep.hasReached(horizon())) {
            watermark = later(watermark, isCatchUp ? later(swept, expected) : swept);
            expected = later(watermark, expected);
            return true;
        }
        if (sweep.hasReached(expectedHorizon())) {
            expected = later(expected, swept);
        }
        return false;
    }

    /** Notes that a catch-up sweep has started, and the watermark that it will prove. */
    void expect(Instant promised) {
        expected = later(watermark, promised);
    }

    /** Notes that no catch-up sweep is running any more. */
    void expectNothing() {
        expected = watermark;
    }

    /** When the next sweep is due, by the monotonic clock. */
    long dueAt() {
        return dueAt;
    }

    void setDue(long at) {
        dueAt = at;
    }

    /**
     * Makes the window due one interval after it was last read, or at once if that has passed.
     *
     * @param lastRead by the server's time
     * @param readAt the server's time now
     * @param now the same moment by the monotonic clock
     */
    void setDueAfter(Instant lastRead, Instant readAt, long now) {
        boolean isAhead = lastRead.isAfter(readAt); // a clock is wrong, so nobody knows how long ago that was
        Duration left = isAhead ? Duration.ZERO : Duration.between(readAt, lastRead.plus(interval));
        dueAt = now + Math.max(0, left.toMillis());
    }

    /** Notes that a sweep of the window has started: the next one is due an interval later. */
    void sweepStarted(long now) {
        dueAt = Math.max(dueAt, now + interval.toMillis());
    }

    /** Notes that a sweep of the window has ended. */
    void sweepEnded(int rows) {
        rowsOfLastSweep = rows;
    }

    /** For as many rows as the last sweep found, a quarter more, and the witnesses below that show these were all. */
    int firstPageSize() {
        return rowsOfLastSweep + rowsOfLastSweep / 4 + ListOrder.WITNESSES;
    }

    private Instant expectedHorizon() {
        return expected.minus(depth);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

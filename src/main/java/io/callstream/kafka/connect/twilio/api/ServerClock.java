package io.callstream.kafka.connect.twilio.api;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Twilio's time, as far as it can be believed: the sync takes changes up to it as seen, so a time that is ahead would hide
 * changes for ever, while one that is behind only costs reads.
 *
 * <p>A {@code Date} header may be wrong, as gateways replace it by their own clock, and the worker's clock may be wrong. So
 * the server's time is the earlier of the {@code Date} and the <em>own clock</em>: the worker's clock at the start, advanced
 * by the monotonic clock, so that setting the worker's clock changes nothing. From the first response on it also advances no
 * faster than the monotonic clock, unless both clocks agree: two clocks that were set independently are seldom wrong by the
 * same time.
 *
 * <p>Thread-safe; one for each task.
 */
public final class ServerClock {

    /** Clocks that are this close agree; well within the margin that watermarks keep for replicas that lag. */
    static final Duration AGREEMENT = Duration.ofSeconds(5);

    private static final Duration UNKNOWN = Duration.ofSeconds(Long.MIN_VALUE);

    private final LongSupplier nanoTime;
    private final Instant start;
    private final long startNanos;

    /** The most that the server's time is taken to be ahead of the own clock. */
    private Duration limit = UNKNOWN;

    /** How far the latest {@code Date} was ahead of the own clock. */
    private Duration ahead = Duration.ZERO;

    /** Starts the own clock. */
    public ServerClock(Clocks clocks) {
        this.nanoTime = clocks.nanoTime();
        this.start = clocks.local().instant();
        this.startNanos = nanoTime.getAsLong();
    }

    /** A moment of the monotonic clock, in nanoseconds, to pass to {@link #sentAt}. */
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    /**
     * The server's time when a request was sent, or an earlier one, in whole seconds.
     *
     * @param date the {@code Date} of its response
     * @param sent when the request was sent, by {@link #nanoTime}
     * @param received when the header of the response arrived, by {@link #nanoTime}
     */
    public synchronized Instant sentAt(Instant date, long sent, long received) {
        ahead = Duration.between(own(received), date);
        if (limit.equals(UNKNOWN) || ahead.abs().compareTo(AGREEMENT) <= 0 && ahead.compareTo(limit) > 0) {
            limit = ahead;
        }
        return own(sent).plus(earliest(ahead, limit, Duration.ZERO)).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The later of the own clock and the server's, by its latest response: neither shows that a later time has come. */
    public synchronized Instant latest() {
        return own(nanoTime.getAsLong()).plus(ahead.isNegative() ? Duration.ZERO : ahead);
    }

    private Instant own(long nanos) {
        return start.plusNanos(nanos - startNanos);
    }

    private static Duration earliest(Duration one, Duration other, Duration third) {
        Duration earlier = one.compareTo(other) < 0 ? one : other;
        return earlier.compareTo(third) < 0 ? earlier : third;
    }
}

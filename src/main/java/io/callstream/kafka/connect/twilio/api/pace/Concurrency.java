package io.callstream.kafka.connect.twilio.api.pace;

import java.util.Optional;

/**
 * The number of requests of an account, or of all accounts of a credential, that may be in flight. Twilio does not publish
 * the limit; a 429 is the only sign that it was exceeded.
 *
 * <p>The limit known to be good is always used, and now and then some more requests are sent as probes. Probes that succeed
 * raise the limit, and double the probes once a round of successes has shown that it was not luck. A probe that is throttled
 * leaves the limit as it is, and the next one follows after a longer interval. So the limit is found soon and kept, and a 429
 * costs nothing but itself.
 *
 * <p>A 429 for a request that is no probe means that the limit is no longer good: others use the account as well. The limit
 * falls by one, and by twice as much each time that this repeats within a round of successes. After a round of
 * successes, probes first return to one below the limit before the fall.
 *
 * <p>Requests that were sent before a 429 was received, and are throttled too, count as one signal with it.
 *
 * <pre>{@code
 *                   probe succeeds: limit + 1
 *                      +---+
 *                      v   |
 *   start ---------> PROBING --- probe throttled: same limit ---> HOLDING
 *                      ^                                           |  ^
 *                      +------- 32, 64, ... 256 successes ---------+  |
 *                                                                     |
 *          probe throttled, or one below the limit before the fall ---+
 *                                                                     |
 *   any state --- other request throttled: ------------------------> FALLEN
 *                 limit - 1, - 2, - 4 ..., at most halved
 * }</pre>
 *
 * <p>Not thread-safe.
 */
final class Concurrency {

    /** Permission to send a request. */
    sealed interface Permit {

        /** The number of rate limit signals at the time when it was given. */
        int signals();

        /** A request within the limit. */
        record Known(int signals) implements Permit {}

        /** A request beyond the limit. */
        record Probe(int signals) implements Permit {}
    }

    /** Enough to lose little time, few enough to be throttled without a storm. */
    private static final int FIRST = 4;

    /** Successes before the next probe after one that was throttled. */
    private static final int SHORTEST_INTERVAL = 32;

    /** The same after many in a row: one of so many requests is throttled. */
    private static final int LONGEST_INTERVAL = 256;

    private static final int MOST_DOUBLINGS = 16;

    private final int max;
    private final ProbeInterval interval = new ProbeInterval(SHORTEST_INTERVAL, LONGEST_INTERVAL);

    /** Requests in flight that are known to be good. */
    private int limit;

    /** One below the limit before the last fall, or the limit itself: at least {@link #limit}. */
    private int limitBefore;

    private int inFlight;
    private int probes;
    private int trialsAtOnce = 1;

    /** Successes still needed before more probes, to show that the last one was not luck. */
    private int proofNeeded;

    /** Rate limit signals so far. */
    private int signals;

    private int fallsInARow;

    private Concurrency(int first, int max) {
        this.max = max;
        this.limit = first;
        this.limitBefore = limit;
    }

    /**
     * For a limit that is known to exist: finds it from below.
     *
     * @param max maximum of the limit
     */
    static Concurrency startingAtFew(int max) {
        return new Concurrency(Math.min(FIRST, max), max);
    }

    /**
     * For a limit that may not exist: starts at the maximum, and finds the limit when it is exceeded.
     *
     * @param max maximum of the limit
     */
    static Concurrency startingAt(int max) {
        return new Concurrency(max, max);
    }

    /** Permission to send a request now; empty if enough are in flight. */
    Optional<Permit> permit() {
        if (inFlight < limit) {
            inFlight++;
            return Optional.of(new Permit.Known(signals));
        }
        int wanted = trialsWanted();
        if (probes < wanted && inFlight < limit + wanted) {
            inFlight++;
            probes++;
            return Optional.of(new Permit.Probe(signals));
        }
        return Optional.empty();
    }

    /** Returns the permit of a request that is no longer in flight, with any outcome. */
    void release(Permit permit) {
        inFlight--;
        probes -= permit instanceof Permit.Probe ? 1 : 0;
    }

    /** Records that a request succeeded. */
    void succeeded(Permit permit) {
        boolean sentSinceSignal = !isBeforeSignal(permit);
        if (sentSinceSignal) {
            interval.succeeded();
            proofNeeded = Math.max(0, proofNeeded - 1);
        }
        if (permit instanceof Permit.Probe) {
            limit = Math.min(max, limit + 1);
            limitBefore = Math.max(limitBefore, limit);
            trialsAtOnce += sentSinceSignal ? 1 : 0;
            proofNeeded = limit;
        }
    }

    /**
     * Records that a request was throttled.
     *
     * @return how often in a row that happened to requests within the limit, if the limit cannot fall any further; otherwise
     *     0
     */
    int throttled(Permit permit) {
        if (isBeforeSignal(permit)) {
            return 0;
        }
        signals++;
        trialsAtOnce = 1;
        if (permit instanceof Permit.Probe) {
            limitBefore = limit;
            fallsInARow = 0;
            interval.failed();
            return 0;
        }
        return fall();
    }

    /** Whether a request was sent before the last rate limit signal, so that a 429 for it is part of that signal. */
    boolean isBeforeSignal(Permit permit) {
        return permit.signals() != signals;
    }

    /** The requests in flight. */
    int inFlight() {
        return inFlight;
    }

    /** The requests that may be in flight at present, probes excluded. */
    int limit() {
        return limit;
    }

    private int fall() {
        boolean lowest = limit == 1;
        if (interval.successes() >= limit || fallsInARow == 0) {
            fallsInARow = 0;
            limitBefore = Math.max(1, limit - 1);
        }
        int step = 1 << Math.min(fallsInARow, MOST_DOUBLINGS);
        fallsInARow++;
        limit = Math.max(Math.max(1, limit / 2), limit - step);
        interval.restart();
        return lowest ? fallsInARow : 0;
    }

    private int trialsWanted() {
        int upTo = limit;
        if (limit < limitBefore) {
            upTo = interval.successes() >= limit ? limitBefore : limit;
        } else if (interval.isOver() && proofNeeded == 0) {
            upTo = max;
        }
        return Math.min(trialsAtOnce, upTo - limit);
    }
}

package io.callstream.kafka.connect.twilio.api.pace;

import java.util.Optional;

/**
 * How many requests of an account may be under way at once. Nobody tells; that there are too many shows when one is
 * refused.
 *
 * <p>As many as are known to be good are always under way, and now and then some more, as trials. Those that are answered
 * raise the number, and allow twice as many trials once a round of answers has shown that it was no luck. One that is
 * refused leaves the number as it is, and is repeated ever more rarely. So the number is found soon, and kept, and a
 * refusal costs nothing but itself.
 *
 * <p>A refusal that is no trial says that the number is good no longer: others use the account as well. It falls by one,
 * and by twice as much each time that this goes on before a round of answers. Once it has stopped, the number before the
 * fall is tried for first.
 *
 * <p>Requests that were sent before a refusal was known, and are refused too, say nothing new.
 *
 * <p>Not thread-safe.
 */
final class Concurrency {

    /** Leave to send a request. */
    sealed interface Permit {

        /** How many words of refusal had been heard when it was given. */
        int words();

        /** To send one of those that are known to be good. */
        record Known(int words) implements Permit {}

        /** To send one more. */
        record Trial(int words) implements Permit {}
    }

    /** Enough to lose little time, few enough to be refused without a storm. */
    private static final int FIRST = 4;

    /** Answers between trials in vain, at first. */
    private static final int LEAST_PATIENCE = 32;

    /** And at last: of so many requests one is refused. */
    private static final int MOST_PATIENCE = 256;

    private static final int MOST_DOUBLINGS = 16;

    private final int max;
    private final ProbeInterval patience = new ProbeInterval(LEAST_PATIENCE, MOST_PATIENCE);

    private int good;

    /** Was good before the last fall: at least {@link #good}. */
    private int before;

    private int inFlight;
    private int trials;
    private int trialsAtOnce = 1;

    /** Answers that have still to come before more is tried, to show that the last trial was no luck. */
    private int proofWanted;

    private int words;
    private int fallsInARow;

    /**
     * @param max never more than this
     */
    Concurrency(int max) {
        this.max = max;
        this.good = Math.min(FIRST, max);
        this.before = good;
    }

    /** Leave to send a request now; empty if there are enough under way. */
    Optional<Permit> permit() {
        if (inFlight < good) {
            inFlight++;
            return Optional.of(new Permit.Known(words));
        }
        int wanted = trialsWanted();
        if (trials < wanted && inFlight < good + wanted) {
            inFlight++;
            trials++;
            return Optional.of(new Permit.Trial(words));
        }
        return Optional.empty();
    }

    /** A request is under way no more, whatever became of it. */
    void release(Permit permit) {
        inFlight--;
        trials -= permit instanceof Permit.Trial ? 1 : 0;
    }

    /** A request was answered. */
    void answered(Permit permit) {
        boolean sentSinceRefusal = permit.words() == words;
        if (sentSinceRefusal) {
            patience.answered();
            proofWanted = Math.max(0, proofWanted - 1);
        }
        if (permit instanceof Permit.Trial) {
            good = Math.min(max, good + 1);
            before = Math.max(before, good);
            trialsAtOnce += sentSinceRefusal ? 1 : 0;
            proofWanted = good;
        }
    }

    /**
     * A request was refused.
     *
     * @return how often in a row that happened to known good requests, if there is no lower number to fall to; otherwise 0
     */
    int refused(Permit permit) {
        if (permit.words() != words) {
            return 0;
        }
        words++;
        trialsAtOnce = 1;
        if (permit instanceof Permit.Trial) {
            before = good;
            fallsInARow = 0;
            patience.tried();
            return 0;
        }
        return fall();
    }

    /** Requests that may be under way at present, trials apart. */
    int good() {
        return good;
    }

    private int fall() {
        boolean lowest = good == 1;
        if (patience.answers() >= good || fallsInARow == 0) {
            fallsInARow = 0;
            before = Math.max(1, good - 1);
        }
        int step = 1 << Math.min(fallsInARow, MOST_DOUBLINGS);
        fallsInARow++;
        good = Math.max(Math.max(1, good / 2), good - step);
        patience.disturbed();
        return lowest ? fallsInARow : 0;
    }

    private int trialsWanted() {
        int upTo = good;
        if (good < before) {
            upTo = patience.answers() >= good ? before : good;
        } else if (patience.isOver() && proofWanted == 0) {
            upTo = max;
        }
        return Math.min(trialsAtOnce, upTo - good);
    }
}

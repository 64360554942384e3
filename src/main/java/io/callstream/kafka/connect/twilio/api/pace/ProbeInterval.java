package io.callstream.kafka.connect.twilio.api.pace;

/** The number of successes between two trials of a higher value: none at first, and doubled by each trial that fails. */
final class ProbeInterval {

    private final int shortest;
    private final int longest;

    private int length;
    private int successes;

    /**
     * @param shortest interval after the first failed trial
     * @param longest interval after any number of them
     */
    ProbeInterval(int shortest, int longest) {
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Whether the next trial may be made. */
    boolean isOver() {
        return successes >= length;
    }

    /** Successes since the last failure. */
    int successes() {
        return successes;
    }

    /** Records a success. */
    void succeeded() {
        successes = Math.min(successes + 1, Integer.MAX_VALUE - 1);
    }

    /** Records a failed trial. */
    void failed() {
        length = Math.min(longest, Math.max(shortest, length * 2));
        successes = 0;
    }

    /** Starts again after a failure that was no trial's, without doubling. */
    void restart() {
        length = Math.max(shortest, length);
        successes = 0;
    }

    /** Starts as at first: what the trials showed no longer holds. */
    void reset() {
        length = 0;
        successes = 0;
    }
}

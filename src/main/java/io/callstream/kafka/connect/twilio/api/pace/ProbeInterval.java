package io.callstream.kafka.connect.twilio.api.pace;

/** The number of successes between two probes of a higher value: none at first, and doubled by each probe that fails. */
final class ProbeInterval {

    private final int shortest;
    private final int longest;

    private int length;
    private int successes;

    /**
     * @param shortest interval after the first failed probe
     * @param longest interval after any number of them
     */
    ProbeInterval(int shortest, int longest) {
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Whether the next probe may be made. */
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

    /** Records a failed probe. */
    void failed() {
        length = Math.min(longest, Math.max(shortest, length * 2));
        successes = 0;
    }

    /** Starts again after a failure that was no probe's, without doubling. */
    void restart() {
        length = Math.max(shortest, length);
        successes = 0;
    }

    /** Starts as at first: what the probes showed no longer holds. */
    void reset() {
        length = 0;
        successes = 0;
    }
}

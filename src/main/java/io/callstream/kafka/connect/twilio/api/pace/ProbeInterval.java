package io.callstream.kafka.connect.twilio.api.pace;

/**
 * How many good answers to wait for before more is tried again: none at first, and twice as many after each time that it
 * was in vain.
 */
final class ProbeInterval {

    private final int least;
    private final int most;

    private int wanted;
    private int answers;

    /**
     * @param least answers to wait for after the first trial in vain
     * @param most answers to wait for, however often it was in vain
     */
    ProbeInterval(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** Whether more may be tried. */
    boolean isOver() {
        return answers >= wanted;
    }

    /** Good answers since something went wrong. */
    int answers() {
        return answers;
    }

    /** A good answer came. */
    void answered() {
        answers = Math.min(answers + 1, Integer.MAX_VALUE - 1);
    }

    /** More was tried, in vain. */
    void tried() {
        wanted = Math.min(most, Math.max(least, wanted * 2));
        answers = 0;
    }

    /** Something went wrong, but not because more was tried: reason to wait, and not for longer than before. */
    void disturbed() {
        wanted = Math.max(least, wanted);
        answers = 0;
    }

    /** What was learned no longer holds. */
    void forget() {
        wanted = 0;
        answers = 0;
    }
}

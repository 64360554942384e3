package io.callstream.kafka.connect.twilio.api.pace;

/**
 * How many rows a page of an account may have. As many as configured, until pages of that size fail again and again where
 * smaller ones are answered. Then the size is searched for between the two, one page at a time being the trial; a trial
 * that fails leaves the size as it is, and is repeated ever more rarely. Failures that have nothing to do with the size
 * leave it as it is, or change it for a few pages only.
 */
public final class PageSizer {

    private static final int SMALLEST = 10;

    /** A single failure says nothing of the size. */
    private static final int FAILURES_TO_SUSPECT = 2;

    /** A search that has come so near, in parts of the size, is over. */
    private static final int NEAR = 10;

    /** Pages that show that a size which was tried is good. If one fails sooner, the trial was lucky. */
    private static final int PROOF = 4;

    private static final int LEAST_PATIENCE = 4;
    private static final int MOST_PATIENCE = 256;

    private final int smallest;
    private final int max;
    private final ProbeInterval patience = new ProbeInterval(LEAST_PATIENCE, MOST_PATIENCE);

    /** Rows of a page that was answered; at first, hoped to be. */
    private int good;

    /** Rows of a page that failed, more than {@link #good}; one more than {@link #max} if none is known. */
    private int bad;

    /** Pages of the good size that failed since one was answered. */
    private int failures;

    /** Pages that have still to be answered to show that the good size is good. */
    private int proofWanted;

    /** Rows of a page that was good before, while proof is wanted. */
    private int proved;

    private boolean trying;

    public PageSizer(int max) {
        this.max = max;
        this.smallest = Math.min(SMALLEST, max);
        this.good = max;
        this.bad = max + 1;
    }

    /**
     * For a page that is to be read.
     *
     * @param wanted most rows that are of use
     */
    public Page page(int wanted) {
        return new Page(wanted);
    }

    private int trial() {
        if (bad > max) {
            return Math.min(max, good * 2);
        }
        int gap = bad - good;
        return gap * NEAR > good ? good + gap / 2 : bad;
    }

    private void tried(int rows) {
        bad = rows;
        patience.tried();
    }

    private void failed(int rows) {
        if (rows == good && proofWanted > 0) {
            tried(rows);
            good = proved;
            proofWanted = 0;
        } else if (rows == good) {
            failures++;
        }
    }

    private void answered(int rows) {
        if (rows < good) {
            return; // says nothing of a page with more
        }
        failures = 0;
        patience.answered();
        if (rows > good) {
            grow(rows);
        } else if (proofWanted > 0) {
            proofWanted--;
        }
    }

    private void grow(int rows) {
        proved = proofWanted > 0 ? proved : good;
        proofWanted = PROOF;
        good = rows;
        if (good >= bad) {
            bad = max + 1;
        }
    }

    /** A page that failed when it had more rows was answered with these: what was known no longer holds. */
    private void shrink(int rows, int failedWith) {
        good = rows;
        bad = failedWith;
        failures = 0;
        proofWanted = 0;
        patience.forget();
    }

    /** One page, which is asked for until it is answered: with how many rows. */
    public final class Page {

        private final int wanted;
        private int asked;
        private int failed;
        private int failedWith;
        private boolean trial;

        private Page(int wanted) {
            this.wanted = wanted;
        }

        /** Rows to ask for in the next attempt. */
        public int ask() {
            synchronized (PageSizer.this) {
                endTrial();
                if (failed >= FAILURES_TO_SUSPECT || failed > 0 && failures >= FAILURES_TO_SUSPECT) {
                    asked = Math.max(Math.min(smallest, wanted), Math.min(failedWith / 2, good));
                } else if (wanted > good && patience.isOver() && !trying) {
                    trying = true;
                    trial = true;
                    asked = Math.min(wanted, trial());
                } else {
                    asked = Math.min(wanted, good);
                }
                return asked;
            }
        }

        /**
         * It was answered.
         *
         * @param full whether it has as many rows as were asked for; the last page of a list is seldom full
         * @param rows that it has
         */
        public void answered(boolean full, int rows) {
            synchronized (PageSizer.this) {
                endTrial();
                boolean fewerHelped = full && asked < failedWith && failures >= FAILURES_TO_SUSPECT;
                if (fewerHelped && asked < good) {
                    shrink(asked, failedWith);
                } else {
                    PageSizer.this.answered(full ? asked : Math.min(rows, asked));
                }
            }
        }

        /** The attempt failed in a way that the size may cause. */
        public void failed() {
            synchronized (PageSizer.this) {
                if (endTrial()) {
                    tried(asked);
                    return;
                }
                failed++;
                failedWith = asked;
                PageSizer.this.failed(asked);
            }
        }

        /** The attempt failed, whatever its size. */
        public void failedAnyway() {
            synchronized (PageSizer.this) {
                endTrial();
            }
        }

        private boolean endTrial() {
            boolean was = trial;
            trying &= !was;
            trial = false;
            return was;
        }
    }
}

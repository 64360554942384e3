package io.callstream.kafka.connect.twilio.api.pace;

/**
 * The number of rows to request for a page of an account: the configured one, until pages of that size fail repeatedly where
 * smaller ones succeed. Then it searches for the largest good size between the two, with one page at a time as the probe; a
 * probe that fails leaves the size as it is, and the next one follows after a longer interval. Failures that the size does
 * not cause leave it as it is, or change it for a few pages only.
 */
public final class PageSizer {

    private static final int SMALLEST = 10;

    /** A single failure says nothing about the size. */
    private static final int FAILURES_TO_SUSPECT = 2;

    /** The search ends when the gap is at most the size divided by this. */
    private static final int NEAR = 10;

    /** Successful pages that confirm the size of a probe. If one fails sooner, the probe succeeded by luck. */
    private static final int PROOF = 4;

    /** Pages between probes: after the first that failed, and at most. */
    private static final int SHORTEST_INTERVAL = 4;

    private static final int LONGEST_INTERVAL = 256;

    private final int smallest;
    private final int max;
    private final ProbeInterval interval = new ProbeInterval(SHORTEST_INTERVAL, LONGEST_INTERVAL);

    /** Rows of a page that succeeded; at first, the maximum. */
    private int good;

    /** Rows of a page that failed, more than {@link #good}; one more than {@link #max} if none is known. */
    private int bad;

    /** Pages of the good size that failed since one succeeded. */
    private int failures;

    /** Successful pages still needed to confirm the good size. */
    private int proofNeeded;

    /** The good size before, while proof is needed. */
    private int proved;

    private boolean trying;

    public PageSizer(int max) {
        this.max = max;
        this.smallest = Math.min(SMALLEST, max);
        this.good = max;
        this.bad = max + 1;
    }

    /**
     * The sizes of one page, over its attempts.
     *
     * @param wanted maximum rows that are useful
     */
    public Page page(int wanted) {
        return new Page(wanted);
    }

    private int probeSize() {
        if (bad > max) {
            return Math.min(max, good * 2);
        }
        int gap = bad - good;
        return gap * NEAR > good ? good + gap / 2 : bad;
    }

    private void tried(int rows) {
        bad = rows;
        interval.failed();
    }

    private void failed(int rows) {
        if (rows == good && proofNeeded > 0) {
            tried(rows);
            good = proved;
            proofNeeded = 0;
        } else if (rows == good) {
            failures++;
        }
    }

    private void succeeded(int rows) {
        if (rows < good) {
            return; // says nothing about larger pages
        }
        failures = 0;
        interval.succeeded();
        if (rows > good) {
            grow(rows);
        } else if (proofNeeded > 0) {
            proofNeeded--;
        }
    }

    private void grow(int rows) {
        proved = proofNeeded > 0 ? proved : good;
        proofNeeded = PROOF;
        good = rows;
        if (good >= bad) {
            bad = max + 1;
        }
    }

    /** A page succeeded with these rows after failing with more: earlier findings no longer hold. */
    private void shrink(int rows, int failedWith) {
        good = rows;
        bad = failedWith;
        failures = 0;
        proofNeeded = 0;
        interval.reset();
    }

    /** The sizes of one page, which is requested until it succeeds. */
    public final class Page {

        private final int wanted;
        private int requested;
        private int failed;
        private int failedWith;
        private boolean probe;

        private Page(int wanted) {
            this.wanted = wanted;
        }

        /** The rows to request in the next attempt. */
        public int rowsToRequest() {
            synchronized (PageSizer.this) {
                endProbe();
                if (failed >= FAILURES_TO_SUSPECT || failed > 0 && failures >= FAILURES_TO_SUSPECT) {
                    requested = Math.max(Math.min(smallest, wanted), Math.min(failedWith / 2, good));
                } else if (wanted > good && interval.isOver() && !trying) {
                    trying = true;
                    probe = true;
                    requested = Math.min(wanted, probeSize());
                } else {
                    requested = Math.min(wanted, good);
                }
                return requested;
            }
        }

        /**
         * Records that the page succeeded.
         *
         * @param full whether it has as many rows as were requested; the last page of a list is seldom full
         * @param rows the rows that it has
         */
        public void succeeded(boolean full, int rows) {
            synchronized (PageSizer.this) {
                endProbe();
                boolean fewerHelped = full && requested < failedWith && failures >= FAILURES_TO_SUSPECT;
                if (fewerHelped && requested < good) {
                    shrink(requested, failedWith);
                } else {
                    PageSizer.this.succeeded(full ? requested : Math.min(rows, requested));
                }
            }
        }

        /** Records that the attempt failed in a way that the size may cause. */
        public void failed() {
            synchronized (PageSizer.this) {
                if (endProbe()) {
                    tried(requested);
                    return;
                }
                failed++;
                failedWith = requested;
                PageSizer.this.failed(requested);
            }
        }

        /** Records that the attempt failed for a reason other than its size. */
        public void failedAnyway() {
            synchronized (PageSizer.this) {
                endProbe();
            }
        }

        private boolean endProbe() {
            boolean was = probe;
            trying &= !was;
            probe = false;
            return was;
        }
    }
}

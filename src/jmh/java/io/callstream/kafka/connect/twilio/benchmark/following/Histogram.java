package io.callstream.kafka.connect.twilio.benchmark.following;

/** Counts durations in milliseconds, to within a hundredth of each. */
final class Histogram {

    /** Smaller values are counted exactly. */
    private static final int EXACT = 128;

    private static final int STEPS = 6;

    private final long[] counts = new long[64 << STEPS];
    private long count;
    private long max;

    void record(long millis) {
        long value = Math.max(0, millis);
        counts[bucket(value)]++;
        count++;
        max = Math.max(max, value);
    }

    void addAll(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        max = Math.max(max, other.max);
    }

    long count() {
        return count;
    }

    long max() {
        return max;
    }

    /** The value that a share of all values does not exceed; 0 without values. */
    long quantile(double share) {
        long rank = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return Math.min(max, highest(i));
            }
        }
        return 0;
    }

    private static int bucket(long value) {
        if (value < EXACT) {
            return (int) value;
        }
        int shift = 63 - Long.numberOfLeadingZeros(value) - STEPS;
        return (shift << STEPS) + (int) (value >>> shift);
    }

    /** The highest value of a bucket. */
    private static long highest(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int shift = (bucket >>> STEPS) - 1;
        return (((long) bucket - ((long) shift << STEPS) + 1) << shift) - 1;
    }
}

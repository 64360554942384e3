package io.callstream.kafka.connect.twilio.benchmark.following.account;

/**
 * The seconds of a day at which calls are created: fewest at four in the morning, most at four in the afternoon, and unevenly
 * from one second to the next. Every day is the same, so that a call's number and its time of creation follow from each other.
 */
public final class DailyCurve {

    static final int SECONDS = 86_400;

    /** The relative deviation of the busiest and the quietest hour from the mean. */
    private static final double SWING = 0.7;

    private static final int QUIETEST = 4 * 3600;

    /** The share of the day's calls that are created by the end of each second. */
    private static final double[] SHARES = shares();

    private final int[] secondOf;
    private final int[] before = new int[SECONDS + 1];

    DailyCurve(long seed, int callsPerDay) {
        secondOf = new int[callsPerDay];
        int second = 0;
        for (int call = 0; call < callsPerDay; call++) {
            double share = (call + Mix.share(seed + call)) / callsPerDay;
            while (SHARES[second] < share && second < SECONDS - 1) {
                second++;
            }
            secondOf[call] = second;
        }
        int calls = 0;
        for (int s = 0; s <= SECONDS; s++) {
            while (calls < callsPerDay && secondOf[calls] < s) {
                calls++;
            }
            before[s] = calls;
        }
    }

    public int callsPerDay() {
        return secondOf.length;
    }

    /** Seconds from midnight to the day's call with a number. */
    int secondOf(int call) {
        return secondOf[call];
    }

    /** The number of calls in the first seconds of a day. */
    public int before(int seconds) {
        return before[seconds];
    }

    private static double[] shares() {
        double[] shares = new double[SECONDS];
        double sum = 0;
        for (int second = 0; second < SECONDS; second++) {
            sum += 1 - SWING * Math.cos(2 * Math.PI * (second - QUIETEST) / SECONDS);
            shares[second] = sum / SECONDS;
        }
        return shares;
    }
}

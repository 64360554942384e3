package io.callstream.kafka.connect.twilio.benchmark.following.account;

import java.util.function.DoubleUnaryOperator;

/** A distribution of whole seconds, at least one, as a table that is indexed by a call's hash. */
final class Quantiles {

    private static final int SIZE = 4096;

    private final int[] seconds = new int[SIZE];

    /**
     * @param quantile maps a share to the value that this share of all values is below
     */
    Quantiles(DoubleUnaryOperator quantile) {
        for (int i = 0; i < SIZE; i++) {
            seconds[i] = Math.max(1, (int) quantile.applyAsDouble((i + 0.5) / SIZE));
        }
    }

    int of(long hash) {
        return seconds[(int) (hash & SIZE - 1)];
    }

    /** Evenly distributed in the logarithm: as many from one minute to two as from one hour to two. */
    static double between(double least, double most, double share) {
        return least * Math.pow(most / least, share);
    }

    /** The standard normal quantile, to three digits (Abramowitz and Stegun, 26.2.23). */
    static double normal(double share) {
        double t = Math.sqrt(-2 * Math.log(Math.min(share, 1 - share)));
        double z = t
                - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return share < 0.5 ? -z : z;
    }
}

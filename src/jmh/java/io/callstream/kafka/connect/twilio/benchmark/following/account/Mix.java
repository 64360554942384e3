package io.callstream.kafka.connect.twilio.benchmark.following.account;

import java.util.SplittableRandom;

/** Pseudo-random numbers as a pure function of other numbers. */
final class Mix {

    private Mix() {}

    static long mix(long bits) {
        return new SplittableRandom(bits).nextLong();
    }

    /** A number from 0 to below 1. */
    static double share(long bits) {
        return (mix(bits) >>> 11) * 0x1p-53;
    }
}

package io.callstream.kafka.connect.twilio.benchmark.following;

import java.util.SplittableRandom;

/** Numbers that look random and are a pure function of other numbers. */
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

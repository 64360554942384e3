package io.callstream.kafka.connect.twilio.benchmark.following.account;

/** Pseudo-random numbers as a pure function of other numbers. */
final class Mix {

    private Mix() {}

    /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    static long mix(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A number from 0 to below 1. */
    static double share(long bits) {
        return (mix(bits) >>> 11) * 0x1p-53;
    }
}

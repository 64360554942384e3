package io.callstream.kafka.connect.twilio.api;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * A 64-bit hash over all that a row says. A sum over its properties, so their order does not matter; a property that is
 * null, empty or missing adds nothing.
 */
final class Fingerprint {

    private static final Hasher64 HASHER = Hashing.komihash5_0();

    /** Odd, so that multiplying loses nothing: keeps a key apart from a value. */
    private static final long KEY_FACTOR = 0x9e3779b97f4a7c15L;

    private long sum;

    void add(String key, String value) {
        sum += mix(HASHER.hashCharsToLong(key) * KEY_FACTOR + HASHER.hashCharsToLong(value));
    }

    long value() {
        return sum;
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

package io.callstream.kafka.connect.twilio.api.json;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * A 64-bit hash of all properties of a row. It is a sum over them, so their order does not matter; a property that is null,
 * empty or missing adds nothing.
 *
 * <p>It is kept in memory only, so it may change from version to version.
 */
final class Fingerprint {

    /** The fastest of hash4j's over characters. */
    private static final Hasher64 HASHER = Hashing.wyhashFinal4();

    /** Odd, so that the product loses no information; distinguishes a key from a value. */
    private static final long KEY_FACTOR = 0x9e3779b97f4a7c15L;

    private long sum;

    /** The contribution of a text to a row's fingerprint, before its key is mixed in. */
    static long hash(String text) {
        return HASHER.hashCharsToLong(text);
    }

    void add(String key, String value) {
        add(key, hash(value));
    }

    /** Adds a property whose value is a number, or a text whose {@linkplain #hash hash} is known. */
    void add(String key, long value) {
        addHashed(key.hashCode(), value);
    }

    /** Adds a property of an object within the row. */
    void addNested(String object, String key, String value) {
        addHashed(31 * object.hashCode() + key.hashCode(), hash(value));
    }

    long value() {
        return sum;
    }

    private void addHashed(int key, long value) {
        sum += mix(key * KEY_FACTOR + value);
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

package io.callstream.kafka.connect.twilio.sync.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A call's SID in 128 bits: the 32 hexadecimal digits after {@code CA}, or half of the SHA-256 of a SID of another form.
 */
record SidKey(long high, long low) {

    private static final String PREFIX = "CA";
    private static final int LENGTH = PREFIX.length() + 32;

    static SidKey of(String sid) {
        return isUsual(sid)
                ? new SidKey(HexFormat.fromHexDigitsToLong(sid, 2, 18), HexFormat.fromHexDigitsToLong(sid, 18, LENGTH))
                : digest(sid);
    }

    /**
     * A well-mixed 64-bit hash. Offsets hold it, so it must not change as long as offset version 1 is read.
     */
    long hash() {
        return hash(high, low);
    }

    static long hash(long high, long low) {
        return mix(mix(high) + low);
    }

    /**
     * The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). Written out,
     * because a library may change its own.
     */
    private static long mix(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The SID of which these are the {@linkplain #isUsual usual} bits. */
    static String sid(long high, long low) {
        HexFormat hex = HexFormat.of();
        return PREFIX + hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    /** Whether a SID has the usual form, so that it follows from its key. Lower case only, so that no two SIDs share a key. */
    static boolean isUsual(String sid) {
        if (sid.length() != LENGTH || !sid.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < LENGTH; i++) {
            char c = sid.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static SidKey digest(String sid) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(sid.getBytes(StandardCharsets.UTF_8)));
            return new SidKey(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

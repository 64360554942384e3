package io.callstream.kafka.connect.twilio.api.json;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallField;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit hash of a call's state: of the fields of {@link CallField.Role#STATE}, by value. How a row writes a value, and
 * what else it holds, makes no difference.
 *
 * <p>It is a sum over the fields, so their order does not matter, and a field that has no value adds nothing: rows without it
 * keep their fingerprint when a field is added. The same state has the same fingerprint in every JVM;
 * {@link Call#FINGERPRINT_VERSION} names this definition.
 */
final class Fingerprint {

    /** The fastest of hash4j's over characters. Its algorithm is fixed: a library's update does not change it. */
    private static final Hasher64 HASHER = Hashing.wyhashFinal4();

    private static final CallField[] FIELDS =
            Arrays.stream(CallField.values()).filter(CallField::isState).toArray(CallField[]::new);

    private static final long[] KEYS =
            Arrays.stream(FIELDS).mapToLong(field -> hash(field.key())).toArray();

    private Fingerprint() {}

    /** The fingerprint of a row that has been read. */
    static long of(Call.Builder row) {
        long sum = 0;
        for (int i = 0; i < FIELDS.length; i++) {
            Object value = row.get(FIELDS[i]);
            if (value == null) {
                value = unreadable(row, FIELDS[i]);
            }
            if (value != null && !isZeroCount(value)) {
                sum += mix(KEYS[i] + hash(value));
            }
        }
        return sum;
    }

    /** The text of a value that is not of its field's kind; a number has the same text with and without quotes. */
    private static @Nullable String unreadable(Call.Builder row, CallField field) {
        String json = row.additionalProperty(field.key());
        return json == null || json.charAt(0) != '"' ? json : json.substring(1, json.length() - 1);
    }

    /** Some rows write a 0 where others have nothing: a {@code duration} while it rings, a {@code queue_time}. */
    private static boolean isZeroCount(Object value) {
        return value.equals(0) || value.equals(0L);
    }

    private static long hash(Object value) {
        if (value instanceof String text) {
            return hash(text);
        }
        if (value instanceof Instant time) {
            return time.getEpochSecond();
        }
        if (value instanceof BigDecimal number) {
            return hash(number.stripTrailingZeros().toString());
        }
        return ((Number) value).longValue();
    }

    private static long hash(String text) {
        return HASHER.hashCharsToLong(text);
    }

    /**
     * The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014), so that values
     * of one field do not make up for those of another.
     */
    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

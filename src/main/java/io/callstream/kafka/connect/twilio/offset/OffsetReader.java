package io.callstream.kafka.connect.twilio.offset;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the values of an offset map. Its exceptions name the key, its value and the expectation. */
final class OffsetReader {

    /** Within these, a time and a duration can be added without an overflow. */
    private static final Instant MIN_TIME = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59Z");
    private static final Duration MAX_DEPTH = Duration.ofDays(36_500);

    private final Map<String, ?> map;

    OffsetReader(Map<String, ?> map) {
        this.map = map;
    }

    boolean has(String key) {
        return map.get(key) != null;
    }

    /** A whole number; accepts an {@code Integer} as well, because JSON has only one number type. */
    long number(String key) {
        Object value = map.get(key);
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw bad(key, value, "a whole number");
    }

    boolean flag(String key) {
        Object value = map.get(key);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw bad(key, value, "true or false");
    }

    Optional<String> text(String key) {
        Object value = map.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw bad(key, value, "a string");
    }

    String requiredText(String key, String expected) {
        return text(key).orElseThrow(() -> bad(key, null, expected));
    }

    Instant instant(String key) {
        Instant time = parsed(key, "a time such as 2026-11-23T13:07:11Z", Instant::parse);
        if (time.isBefore(MIN_TIME) || time.isAfter(MAX_TIME)) {
            throw bad(key, time, "a time in the years 0000 to 9999");
        }
        return time;
    }

    /** The depth of a window. */
    Duration depth(String key) {
        return bounded(key, parsed(key, "a duration such as PT2H", Duration::parse));
    }

    /** The depth in which a key ends, after a prefix. */
    Duration depthInKey(String key, String prefix) {
        String text = key.substring(prefix.length());
        try {
            return bounded(key, Duration.parse(text));
        } catch (DateTimeException e) {
            throw bad(key, text, "a key that ends in a depth such as PT2H");
        }
    }

    private Duration bounded(String key, Duration depth) {
        if (depth.isNegative() || depth.isZero() || depth.compareTo(MAX_DEPTH) > 0) {
            throw bad(key, depth, "a positive depth of at most 36500 days");
        }
        return depth;
    }

    private <T> T parsed(String key, String expected, Function<String, T> parser) {
        String text = requiredText(key, expected);
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw bad(key, text, expected);
        }
    }

    /** The exception for a key with a bad value; {@code null} stands for a missing key. */
    InvalidOffsetException bad(String key, @Nullable Object value, String expected) {
        return new InvalidOffsetException("Invalid '" + key + "' in the offset " + map + ": expected " + expected
                + "; found "
                + (value == null ? "nothing" : value + " (" + value.getClass().getSimpleName() + ")")
                + ".");
    }
}

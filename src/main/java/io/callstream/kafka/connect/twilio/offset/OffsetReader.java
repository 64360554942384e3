package io.callstream.kafka.connect.twilio.offset;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the values of an offset map, and says of a bad one which it is and what was expected. */
final class OffsetReader {

    private final Map<String, ?> map;

    OffsetReader(Map<String, ?> map) {
        this.map = map;
    }

    boolean has(String key) {
        return map.get(key) != null;
    }

    /** JSON has one kind of number, so an {@code Integer} is as good as a {@code Long}. */
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
        throw bad(key, value, "a text");
    }

    String requiredText(String key, String expected) {
        return text(key).orElseThrow(() -> bad(key, null, expected));
    }

    Instant instant(String key) {
        return parsed(key, "a moment like 2026-11-23T13:07:11Z", Instant::parse);
    }

    Duration duration(String key) {
        return parsed(key, "a duration like PT2H", Duration::parse);
    }

    private <T> T parsed(String key, String expected, Function<String, T> parser) {
        String text = requiredText(key, expected);
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw bad(key, text, expected);
        }
    }

    InvalidOffsetException bad(String key, @Nullable Object value, String expected) {
        return new InvalidOffsetException("The offset " + map + " must have " + expected + " under '" + key
                + "', and has: "
                + (value == null ? "nothing" : value + " (" + value.getClass().getSimpleName() + ")") + ".");
    }
}

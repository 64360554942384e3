package io.callstream.kafka.connect.twilio.config.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** Validates and recommends the names of an enum, in lower case; validation ignores case. */
public final class EnumValues<E extends Enum<E>> implements ConfigDef.Validator, ConfigDef.Recommender {

    private final Class<E> type;
    private final List<String> names;

    /** Accepts the constants of {@code type}. */
    public EnumValues(Class<E> type) {
        this.type = type;
        this.names =
                Arrays.stream(type.getEnumConstants()).map(EnumValues::nameOf).toList();
    }

    private static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The constant of a valid name. */
    public E parse(String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (!(value instanceof String name) || !names.contains(name.toLowerCase(Locale.ROOT))) {
            throw Validators.bad(key, "Use one of " + String.join(", ", names) + ".");
        }
    }

    @Override
    public List<Object> validValues(String key, Map<String, Object> config) {
        return List.copyOf(names);
    }

    @Override
    public boolean visible(String key, Map<String, Object> config) {
        return true;
    }

    @Override
    public String toString() {
        return "one of " + String.join(", ", names);
    }
}

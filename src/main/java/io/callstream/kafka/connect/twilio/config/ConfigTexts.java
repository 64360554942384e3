package io.callstream.kafka.connect.twilio.config;

import io.callstream.kafka.connect.twilio.config.ConfigValidation.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Validates the texts of a configuration before Kafka parses them. Kafka's own errors repeat the text, which may be a secret
 * under the wrong key, and Kafka takes a placeholder without a config provider for the value.
 */
final class ConfigTexts {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

    private ConfigTexts() {}

    /**
     * Returns the properties if their texts are valid.
     *
     * @throws ConfigException naming the first key at fault, never its value
     */
    static Map<String, String> requireValid(ConfigDef def, Map<String, String> properties) {
        for (Problem problem : problems(def, properties)) {
            throw problem.toException();
        }
        return properties;
    }

    /** At most one problem for each key. */
    static List<Problem> problems(ConfigDef def, Map<String, String> properties) {
        return def.configKeys().values().stream()
                .flatMap(key -> problem(key, properties.get(key.name)).stream())
                .toList();
    }

    private static Optional<Problem> problem(ConfigKey key, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        // the placeholder of the topic is the connector's own
        if (!key.name.equals(Keys.TOPIC) && PLACEHOLDER.matcher(text).find()) {
            return Optional.of(new Problem(
                    key.name,
                    "The value has a placeholder, ${…}, that was not resolved. Check that the worker's config.providers lists"
                            + " its config provider and that this has such a value."));
        }
        return switch (key.type) {
            case BOOLEAN ->
                parses(key, text) ? Optional.empty() : Optional.of(new Problem(key.name, "Use true or false."));
            case INT, LONG ->
                parses(key, text)
                        ? Optional.empty()
                        : Optional.of(new Problem(key.name, "Use a whole number in " + key.validator + "."));
            default -> Optional.empty();
        };
    }

    private static boolean parses(ConfigKey key, String text) {
        try {
            ConfigDef.parseType(key.name, text, key.type);
            return true;
        } catch (ConfigException e) {
            return false; // its message repeats the text
        }
    }
}

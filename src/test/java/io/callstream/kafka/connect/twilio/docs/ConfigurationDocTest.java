package io.callstream.kafka.connect.twilio.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/**
 * The reference in {@code docs/configuration.md} matches the definition. After a change of the definition,
 * {@code mvn -q test -Dtest=ConfigurationDocTest -Ddocs.write=true} rewrites it.
 */
class ConfigurationDocTest {

    private static final Path FILE = Path.of("docs/configuration.md");

    @Test
    void referenceMatchesTheDefinition() throws IOException {
        String reference = reference();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(FILE, reference);
        }
        assertThat(FILE).content().isEqualTo(reference);
    }

    @Test
    void everyKeyIsDescribed() {
        assertThat(TwilioCallsConfig.configDef().configKeys().values()).allSatisfy(key -> {
            assertThat(key.documentation).as(key.name).isNotBlank().endsWith(".");
            assertThat(key.displayName).as(key.name).isNotBlank().isNotEqualTo(key.name);
            assertThat(key.group).as(key.name).isNotBlank();
            assertThat(key.orderInGroup).as(key.name).isPositive();
        });
    }

    private static String reference() {
        Map<String, ConfigKey> keys = TwilioCallsConfig.configDef().configKeys();
        List<String> lines = new ArrayList<>(List.of(
                "# Configuration",
                "",
                "Generated from the connector's definition of its keys; a test compares the two.",
                "",
                "Only `twilio.account.sid` and a credential are required. Passwords are never logged, and can come from a"
                        + " Connect config provider.",
                ""));
        for (String group : TwilioCallsConfig.configDef().groups()) {
            lines.add("## " + group);
            lines.add("");
            keys.values().stream()
                    .filter(key -> group.equals(key.group))
                    .sorted(Comparator.comparingInt(key -> key.orderInGroup))
                    .forEach(key -> describe(key, lines));
        }
        return lines.stream().collect(Collectors.joining("\n"));
    }

    private static void describe(ConfigKey key, List<String> lines) {
        lines.add("### `" + key.name + "`");
        lines.add("");
        lines.add(key.documentation);
        lines.add("");
        lines.add("- Type: " + key.type.name().toLowerCase(Locale.ROOT));
        lines.add("- Default: " + defaultOf(key));
        if (key.validator != null) {
            lines.add("- Valid: `" + key.validator + "`");
        }
        if (key.recommender != null) {
            lines.add("- Recommended: "
                    + key.recommender.validValues(key.name, Map.of()).stream()
                            .map(value -> "`" + value + "`")
                            .collect(Collectors.joining(", ")));
        }
        lines.add("- Importance: " + key.importance.name().toLowerCase(Locale.ROOT));
        lines.add("");
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return "none, required";
        }
        Object value = key.defaultValue;
        return value == null || value.equals(List.of())
                ? "none"
                : "`" + ConfigDef.convertToString(value, key.type) + "`";
    }
}

package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.preview.report.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Resolves config provider placeholders such as {@code ${file:/etc/kafka/twilio.properties:token}} the way a worker does. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*:[^}]*}");
    private static final String PROVIDERS = "config.providers";

    private Placeholders() {}

    /**
     * Rejects a configuration that has placeholders.
     *
     * @throws InvalidConfigException naming each key that has one
     */
    static void reject(Map<String, String> config) throws InvalidConfigException {
        List<Problem> problems = withPlaceholder(config)
                .map(entry -> Problem.of(
                        entry.getKey(),
                        "The value comes from a config provider. Pass the worker's properties with --worker to resolve"
                                + " it."))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }

    /**
     * Replaces the placeholders by their values.
     *
     * @param worker the worker's properties
     * @throws InvalidConfigException naming each key whose value cannot be resolved
     */
    static Map<String, String> replace(Map<String, String> config, Map<String, String> worker)
            throws InvalidConfigException {
        Map<String, String> providers = worker.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PROVIDERS))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<String, String> replaced = new HashMap<>(config);
        List<Problem> problems = new ArrayList<>();
        withPlaceholder(config).forEach(entry -> {
            String key = entry.getKey();
            try {
                String value = lookUp(key, entry.getValue(), providers);
                replaced.put(key, value);
                if (hasPlaceholder(value)) {
                    problems.add(Problem.of(
                            key,
                            "The placeholder cannot be resolved: the config provider has no such value, or the worker's"
                                    + " config.providers does not list the provider."));
                }
            } catch (KafkaException e) {
                problems.add(Problem.of(key, "The config provider failed: " + e.getMessage()));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return replaced;
    }

    private static String lookUp(String key, String value, Map<String, String> providers) {
        Map<String, String> found =
                new AbstractConfig(new ConfigDef(), Map.of(key, value), providers, false).originalsStrings();
        return found.getOrDefault(key, value);
    }

    private static Stream<Map.Entry<String, String>> withPlaceholder(Map<String, String> config) {
        return config.entrySet().stream()
                .filter(entry -> hasPlaceholder(entry.getValue()))
                .sorted(Map.Entry.comparingByKey());
    }

    private static boolean hasPlaceholder(String value) {
        return PLACEHOLDER.matcher(value).find();
    }
}

package io.callstream.kafka.connect.twilio.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds keys that neither the connector nor Connect reads, which are usually misspelled. */
final class UnknownKeys {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownKeys.class);

    /** Keys that Connect itself reads. */
    private static final Set<String> FRAMEWORK_KEYS = Set.of(
            "name",
            "connector.class",
            "connector.plugin.version",
            "tasks.max",
            "tasks.max.enforce",
            "transforms",
            "predicates",
            "config.action.reload",
            "exactly.once.support",
            "offsets.storage.topic");

    /** Prefixes of keys that Connect itself reads. */
    private static final List<String> FRAMEWORK_PREFIXES = List.of(
            "key.converter",
            "value.converter",
            "header.converter",
            "transforms.",
            "predicates.",
            "errors.",
            "topic.creation.",
            "transaction.boundary",
            "producer.override.",
            "consumer.override.",
            "admin.override.",
            "config.providers");

    private UnknownKeys() {}

    static void warn(Set<String> given, Set<String> known) {
        withNearest(given, known)
                .forEach((key, nearest) -> LOG.warn("Ignoring unknown key '{}'. Did you mean '{}'?", key, nearest));
    }

    /** Each unknown key with the most similar known one. */
    static Map<String, String> withNearest(Set<String> given, Set<String> known) {
        Map<String, String> found = new TreeMap<>();
        in(given, known).forEach(key -> found.put(key, nearest(key, known)));
        return found;
    }

    /** The unknown keys, sorted. */
    static List<String> in(Set<String> given, Set<String> known) {
        return given.stream()
                .filter(key -> !known.contains(key) && !isOfFramework(key))
                .sorted()
                .toList();
    }

    static String nearest(String key, Set<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(key, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static boolean isOfFramework(String key) {
        return FRAMEWORK_KEYS.contains(key) || FRAMEWORK_PREFIXES.stream().anyMatch(key::startsWith);
    }

    /** Levenshtein distance: the number of letters to insert, delete or replace. */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(changed, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}

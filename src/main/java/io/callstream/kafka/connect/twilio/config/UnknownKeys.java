package io.callstream.kafka.connect.twilio.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of keys that nobody reads: usually a slip of the pen in one that somebody would. */
final class UnknownKeys {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownKeys.class);

    /** Keys of the framework, which reads them itself: exact, or the beginning of a family. */
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

    private static final List<String> FRAMEWORK_FAMILIES = List.of(
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
                .forEach((key, nearest) ->
                        LOG.warn("The key '{}' is unknown and has no effect. Did you mean '{}'?", key, nearest));
    }

    /** The keys that neither the connector nor the framework reads, each with the nearest one that is known. */
    static Map<String, String> withNearest(Set<String> given, Set<String> known) {
        Map<String, String> found = new TreeMap<>();
        in(given, known).forEach(key -> found.put(key, nearest(key, known)));
        return found;
    }

    /** The keys that neither the connector nor the framework reads. */
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
        return FRAMEWORK_KEYS.contains(key) || FRAMEWORK_FAMILIES.stream().anyMatch(key::startsWith);
    }

    /** Levenshtein distance: how many letters have to be put in, taken out or changed. */
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

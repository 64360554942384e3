package io.callstream.kafka.connect.twilio.docs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** A connector's transformations, applied to a record as a worker does: each where its predicate allows, until one drops it. */
final class Transforms {

    /** Of the transformations that Kafka ships. */
    static final String PACKAGE = "org.apache.kafka.connect.transforms.";

    /**
     * @param condition of its predicate, and of {@code negate}
     */
    private record Step(Transformation<SourceRecord> transformation, Predicate<SourceRecord> condition) {}

    private final List<Step> steps;

    private Transforms(List<Step> steps) {
        this.steps = steps;
    }

    /** The transformations of a connector's configuration. */
    static Transforms of(Map<String, String> config) {
        List<Step> steps = new ArrayList<>();
        for (String name : config.get("transforms").split(",")) {
            Map<String, String> own = below("transforms." + name + ".", config);
            Transformation<SourceRecord> transformation = newInstance(own.get("type"));
            transformation.configure(own);
            steps.add(new Step(transformation, condition(own, config)));
        }
        return new Transforms(steps);
    }

    private static Predicate<SourceRecord> condition(Map<String, String> own, Map<String, String> config) {
        if (!own.containsKey("predicate")) {
            return record -> true;
        }
        Map<String, String> ofPredicate = below("predicates." + own.get("predicate") + ".", config);
        Predicate<SourceRecord> predicate = predicate(ofPredicate.get("type"), ofPredicate);
        return Boolean.parseBoolean(own.get("negate")) ? predicate.negate() : predicate;
    }

    private static Predicate<SourceRecord> predicate(String className, Map<String, String> config) {
        org.apache.kafka.connect.transforms.predicates.Predicate<SourceRecord> predicate = newInstance(className);
        predicate.configure(config);
        return predicate::test;
    }

    /**
     * A single transformation, without a predicate.
     *
     * @param name of its class, in Kafka's package
     */
    static Transforms of(String name, Map<String, String> config) {
        Map<String, String> whole = new HashMap<>(Map.of("transforms", "one", "transforms.one.type", PACKAGE + name));
        config.forEach((key, value) -> whole.put("transforms.one." + key, value));
        return of(whole);
    }

    /** The keys in the JSON after {@code <!-- transforms: name -->} on a page in docs. */
    static Transforms documented(String page, String name) {
        try {
            Matcher found = Pattern.compile("<!-- transforms: " + name + " -->\n *```json\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(Path.of("docs", page)));
            if (!found.find()) {
                throw new IllegalArgumentException("there are no transforms " + name + " in " + page);
            }
            return of(new ObjectMapper().readValue("{" + found.group(1) + "}", new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, except for records for which a predicate of Kafka's holds. */
    Transforms exceptFor(String name) {
        Predicate<SourceRecord> others =
                predicate(PACKAGE + "predicates." + name, Map.of()).negate();
        return new Transforms(steps.stream()
                .map(step -> new Step(step.transformation(), others))
                .toList());
    }

    /** The record that reaches the topic; empty if one of the transformations drops it. */
    Optional<SourceRecord> apply(SourceRecord record) {
        SourceRecord current = record;
        for (Step step : steps) {
            if (step.condition().test(current)) {
                current = step.transformation().apply(current);
            }
            if (current == null) {
                return Optional.empty();
            }
        }
        return Optional.of(current);
    }

    private static Map<String, String> below(String prefix, Map<String, String> config) {
        Map<String, String> below = new HashMap<>();
        config.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                below.put(key.substring(prefix.length()), value);
            }
        });
        return below;
    }

    @SuppressWarnings("unchecked")
    private static <T> T newInstance(String className) {
        try {
            return (T) Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(className, e);
        }
    }
}

package io.callstream.kafka.connect.twilio.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.record.DecimalMode;
import io.callstream.kafka.connect.twilio.record.RecordsOfEachKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each transformation that Kafka ships does to the records, as {@code docs/topic.md} says. When Kafka ships another, or
 * one of them changes, {@code mvn -q test -Dtest=TransformationDocTest -Ddocs.write=true} rewrites the table.
 */
class TransformationDocTest {

    private static final String PAGE = "topic.md";
    private static final String UNCHANGED = "unchanged";
    private static final String DROPPED = "dropped";
    private static final String FAILS = "**the task fails**";

    /** A transformation, configured as for these records. */
    private record Example(String name, Map<String, String> config) {

        Transforms transforms() {
            return Transforms.of(name, config);
        }

        Transforms sparingTombstones() {
            return transforms().exceptFor("RecordIsTombstone");
        }

        @Override
        public String toString() {
            return name + " " + config;
        }
    }

    private static List<Example> examples() {
        return List.of(
                new Example("Cast$Key", Map.of("spec", "string")),
                new Example("Cast$Value", Map.of("spec", "duration:int64")),
                new Example("DropHeaders", Map.of("headers", "twilio.request.id")),
                new Example("ExtractField$Key", Map.of("field", "sid")),
                new Example("ExtractField$Value", Map.of("field", "status")),
                new Example("ExtractField$Value", Map.of("field", "price")),
                new Example("Filter", Map.of()),
                new Example("Flatten$Key", Map.of()),
                new Example("Flatten$Value", Map.of()),
                new Example("HeaderFrom$Key", Map.of("fields", "sid", "headers", "sid", "operation", "copy")),
                new Example("HeaderFrom$Value", Map.of("fields", "status", "headers", "status", "operation", "copy")),
                new Example("HoistField$Key", Map.of("field", "sid")),
                new Example("HoistField$Value", Map.of("field", "call")),
                new Example("InsertField$Key", Map.of("static.field", "source", "static.value", "twilio")),
                new Example("InsertField$Value", Map.of("timestamp.field", "record_time")),
                new Example("InsertHeader", Map.of("header", "source", "value.literal", "twilio")),
                new Example("MaskField$Key", Map.of("fields", "sid")),
                new Example("MaskField$Value", Map.of("fields", "from,to,subresource_uris")),
                new Example("RegexRouter", Map.of("regex", "twilio\\.(.*)", "replacement", "eu.$1")),
                new Example("ReplaceField$Key", Map.of("exclude", "sid")),
                new Example("ReplaceField$Value", Map.of("exclude", "caller_name,uri")),
                new Example("SetSchemaMetadata$Key", Map.of("schema.name", "example.CallSid")),
                new Example("SetSchemaMetadata$Value", Map.of("schema.name", "example.Call")),
                new Example("TimestampConverter$Key", Map.of("target.type", "string", "format", "yyyy-MM-dd")),
                new Example(
                        "TimestampConverter$Value",
                        Map.of("field", "start_time", "target.type", "string", "format", "yyyy-MM-dd")),
                new Example("TimestampRouter", Map.of("topic.format", "${topic}-${timestamp}")),
                new Example("ValueToKey", Map.of("fields", "sid")));
    }

    @Test
    void tableHasEveryTransformationThatKafkaShips() {
        Set<String> shipped = new TreeSet<>();
        ServiceLoader.load(Transformation.class).stream()
                .map(provider -> provider.type().getName())
                .filter(name -> name.startsWith(Transforms.PACKAGE))
                .forEach(name -> shipped.add(name.substring(Transforms.PACKAGE.length())));
        assertThat(examples().stream().map(Example::name).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(shipped);
    }

    @Test
    void tableSaysWhatEachDoes() {
        List<String> table = new ArrayList<>(
                List.of("| transformation | example | calls | tombstones | predicate |", "|---|---|---|---|---|"));
        for (Example example : examples()) {
            table.add("| `%s` | %s | %s | %s | %s |"
                    .formatted(
                            example.name(),
                            config(example),
                            calls(example, DecimalMode.PRECISE),
                            tombstone(example),
                            predicate(example)));
        }
        new GeneratedDoc(PAGE, "transformations").mustBe(table);
    }

    @ParameterizedTest
    @EnumSource
    void theTypeOfThePriceMakesNoDifference(DecimalMode mode) {
        assertThat(examples())
                .allSatisfy(example -> assertThat(calls(example, mode)).isEqualTo(calls(example, DecimalMode.PRECISE)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void thePredicateSparesTombstones(Example example) {
        assertThat(outcome(example.sparingTombstones(), RecordsOfEachKind.tombstone()))
                .isEqualTo(UNCHANGED);
        assertThat(RecordsOfEachKind.calls(DecimalMode.PRECISE).values())
                .allSatisfy(call -> assertThat(outcome(example.sparingTombstones(), call))
                        .isEqualTo(outcome(example.transforms(), call)));
    }

    /** Kafka's router fails on a record without a timestamp. */
    @Test
    void routesUndatedCallsAndTombstonesByTheTimeOfTheRead() {
        Transforms router = Transforms.of("TimestampRouter", Map.of("timestamp.format", "yyyy-MM-dd"));
        String today = RecordsOfEachKind.TOPIC + "-2026-11-23";
        SourceRecord undated = RecordsOfEachKind.calls(DecimalMode.PRECISE).get(RecordsOfEachKind.UNDATED);

        assertThat(router.apply(undated)).map(SourceRecord::topic).contains(today);
        assertThat(router.apply(RecordsOfEachKind.tombstone()))
                .map(SourceRecord::topic)
                .contains(today);
    }

    @Test
    void documentedMaskSparesTombstones() {
        Transforms mask = Transforms.documented(PAGE, "mask");

        RecordsOfEachKind.calls(DecimalMode.PRECISE).values().forEach(call -> {
            Struct masked = (Struct) mask.apply(call).orElseThrow().value();
            assertThat(masked.getString("from")).isEmpty();
            assertThat(masked.getString("sid")).isEqualTo(RecordsOfEachKind.SID);
        });
        assertThat(outcome(mask, RecordsOfEachKind.tombstone())).isEqualTo(UNCHANGED);
    }

    @Test
    void documentedFilterDropsTombstonesOnly() {
        Transforms filter = Transforms.documented(PAGE, "filter");

        assertThat(RecordsOfEachKind.calls(DecimalMode.PRECISE).values())
                .allSatisfy(call -> assertThat(outcome(filter, call)).isEqualTo(UNCHANGED));
        assertThat(filter.apply(RecordsOfEachKind.tombstone())).isEmpty();
    }

    @Test
    void documentedFlatteningLeavesNoMap() {
        Transforms flatten = Transforms.documented(PAGE, "flatten");

        assertThat(RecordsOfEachKind.calls(DecimalMode.PRECISE).values()).allSatisfy(call -> assertThat(
                        flatten.apply(call).orElseThrow().valueSchema().fields())
                .noneMatch(field -> field.schema().type() == Schema.Type.MAP)
                .hasSizeGreaterThan(20));
        assertThat(outcome(flatten, RecordsOfEachKind.tombstone())).isEqualTo(UNCHANGED);
    }

    /** As ValueToKey does for calls; it cannot for tombstones, which have no value. */
    @Test
    void documentedKeyIsTheSameForATombstone() {
        Transforms key = Transforms.documented(PAGE, "key");
        SourceRecord tombstone = key.apply(RecordsOfEachKind.tombstone()).orElseThrow();
        Transforms valueToKey = Transforms.of("ValueToKey", Map.of("fields", "sid"));

        assertThat(tombstone.value()).isNull();
        assertThat(RecordsOfEachKind.calls(DecimalMode.PRECISE).values()).allSatisfy(call -> {
            assertThat(key.apply(call).orElseThrow().key()).isEqualTo(tombstone.key());
            assertThat(valueToKey.apply(call).orElseThrow().key()).hasToString(String.valueOf(tombstone.key()));
        });
    }

    private static String config(Example example) {
        return example.config().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "`" + entry.getKey() + "=" + entry.getValue() + "`")
                .collect(Collectors.joining(" "));
    }

    /** The outcome of most calls, then that of each kind of calls that differs. */
    private static String calls(Example example, DecimalMode mode) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        RecordsOfEachKind.calls(mode).forEach((kind, call) -> outcomes.put(kind, outcome(example.transforms(), call)));
        String usual = outcomes.get(RecordsOfEachKind.COMPLETE);
        outcomes.values().removeIf(usual::equals);
        StringBuilder text = new StringBuilder(usual);
        new LinkedHashSet<>(outcomes.values())
                .forEach(other -> text.append(outcomes.entrySet().stream()
                        .filter(outcome -> outcome.getValue().equals(other))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(", ", "; ", ": " + other))));
        return text.toString();
    }

    private static String tombstone(Example example) {
        return outcome(example.transforms(), RecordsOfEachKind.tombstone());
    }

    private static String outcome(Transforms transforms, SourceRecord before) {
        try {
            return transforms.apply(before).map(after -> change(before, after)).orElse(DROPPED);
        } catch (RuntimeException e) {
            return FAILS;
        }
    }

    private static String change(SourceRecord before, SourceRecord after) {
        if (before.value() == null && after.value() != null) {
            return "**becomes a value**";
        }
        if (before.value() != null && after.value() == null) {
            return "**becomes a tombstone**";
        }
        List<String> changed = new ArrayList<>();
        if (!before.topic().equals(after.topic())) {
            changed.add("topic");
        }
        if (!before.key().equals(after.key()) || !before.keySchema().equals(after.keySchema())) {
            changed.add("key");
        }
        if (before.value() != null
                && !(before.value().equals(after.value())
                        && before.valueSchema().equals(after.valueSchema()))) {
            changed.add("value");
        }
        if (!before.headers().equals(after.headers())) {
            changed.add("headers");
        }
        return changed.isEmpty() ? UNCHANGED : String.join(", ", changed) + " changed";
    }

    private static String predicate(Example example) {
        SourceRecord call = RecordsOfEachKind.calls(DecimalMode.PRECISE).get(RecordsOfEachKind.COMPLETE);
        String ofCall = outcome(example.transforms(), call);
        if (ofCall.equals(FAILS)) {
            return "does not help";
        }
        if (ofCall.equals(DROPPED)) {
            return "needed, to select what is dropped";
        }
        boolean needed = tombstone(example).startsWith("**");
        Transforms used = needed ? example.sparingTombstones() : example.transforms();
        SourceRecord after = used.apply(call).orElseThrow();
        SourceRecord tombstone = used.apply(RecordsOfEachKind.tombstone()).orElseThrow();
        return (needed ? "needed" : "not needed")
                + (after.key().equals(tombstone.key()) ? "" : "; the tombstone's key is not the call's")
                + (after.topic().equals(tombstone.topic()) ? "" : "; the tombstone's topic may not be the call's");
    }
}

package io.callstream.kafka.connect.twilio.docs;

import io.callstream.kafka.connect.twilio.call.CallField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * The table of fields in {@code docs/schema.md} matches the schema, and the fields of presentation below it are those of
 * {@link CallField}. After a change of the schema, {@code mvn -q test -Dtest=SchemaDocTest -Ddocs.write=true} rewrites it.
 */
class SchemaDocTest {

    private static final Path SCHEMA = Path.of("src/main/avro/Call.avsc");

    @Test
    void tableMatchesTheSchema() throws IOException {
        Schema schema = new Schema.Parser().parse(SCHEMA.toFile());
        List<String> table = new ArrayList<>(List.of("| field | type | |", "|---|---|---|"));
        for (Schema.Field field : schema.getFields()) {
            table.add("| `" + field.name() + "` | " + type(field.schema()) + " | " + field.doc() + " |");
        }
        new GeneratedDoc("schema.md", "fields").mustBe(table);
    }

    @Test
    void namesThePresentation() throws IOException {
        String fields = Arrays.stream(CallField.values())
                .filter(field -> !field.isState())
                .map(field -> "`" + field.key() + "`")
                .collect(Collectors.joining(", "));
        new GeneratedDoc("schema.md", "presentation")
                .mustBe(
                        List.of(
                                "A change of a field is a record, except of " + fields
                                        + " and properties without a field:",
                                "these are [presentation](adr/0009-state-and-presentation.md), and arrive with the next change."));
    }

    private static String type(Schema schema) {
        if (schema.isUnion()) {
            return type(schema.getTypes().get(1)) + ", or null";
        }
        if (schema.getLogicalType() != null) {
            return "`" + schema.getLogicalType().getName() + "`" + scale(schema);
        }
        return schema.getType() == Schema.Type.MAP
                ? "map of strings"
                : schema.getType().getName();
    }

    private static String scale(Schema schema) {
        return schema.getObjectProp("scale") == null ? "" : " of scale " + schema.getObjectProp("scale");
    }
}

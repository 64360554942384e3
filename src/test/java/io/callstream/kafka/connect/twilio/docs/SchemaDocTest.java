package io.callstream.kafka.connect.twilio.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * The table of fields in {@code docs/schema.md} matches the schema. After a change of the schema,
 * {@code mvn -q test -Dtest=SchemaDocTest -Ddocs.write=true} rewrites it.
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

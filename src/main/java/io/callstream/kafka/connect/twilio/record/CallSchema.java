package io.callstream.kafka.connect.twilio.record;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallField;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/**
 * The schema of a record's value: {@code io.callstream.twilio.Call}, version 1, as {@code src/main/avro/Call.avsc}
 * documents it for consumers. Has a field for each {@link CallField}, in their order, and one for additional properties.
 */
final class CallSchema {

    private static final String NAME = "io.callstream.twilio.Call";
    private static final int VERSION = 1;
    private static final CallField[] CALL_FIELDS = CallField.values();

    private final DecimalMode decimalMode;
    private final Schema schema;
    private final Field additionalProperties;

    /**
     * @param decimalMode how the price is written
     */
    CallSchema(DecimalMode decimalMode) {
        this.decimalMode = decimalMode;
        SchemaBuilder builder = SchemaBuilder.struct()
                .name(NAME)
                .version(VERSION)
                .doc(
                        "A Twilio call as the Calls list showed it at one moment. The last record of a key is the call's latest state.");
        for (CallField field : CALL_FIELDS) {
            builder.field(field.key(), type(field));
        }
        builder.field(
                "additional_properties",
                texts().optional()
                        .doc(
                                "Properties that this schema version does not have, and known ones whose value could not be read: the value as JSON text.")
                        .build());
        this.schema = builder.build();
        this.additionalProperties = schema.field("additional_properties");
    }

    Schema schema() {
        return schema;
    }

    /** All values of a call. */
    Struct struct(Call call) {
        Struct struct = new Struct(schema);
        for (CallField field : CALL_FIELDS) {
            Object value = call.get(field);
            if (value != null) {
                struct.put(schema.fields().get(field.ordinal()), connectValue(field, value));
            }
        }
        Map<String, String> additional = additionalProperties(call);
        if (!additional.isEmpty()) {
            struct.put(additionalProperties, additional);
        }
        return struct;
    }

    private Schema type(CallField field) {
        SchemaBuilder type =
                switch (field.kind()) {
                    case TEXT, SHARED_TEXT -> SchemaBuilder.string();
                    case TIME -> Timestamp.builder();
                    case INT -> SchemaBuilder.int32();
                    case LONG -> SchemaBuilder.int64();
                    case DECIMAL -> decimalMode.type();
                    case TEXTS -> texts();
                };
        return (field.isRequired() ? type : type.optional()).doc(field.doc()).build();
    }

    private Object connectValue(CallField field, Object value) {
        return switch (field.kind()) {
            case TIME -> new Date(((Instant) value).toEpochMilli());
            case DECIMAL -> decimalMode.value((BigDecimal) value);
            case TEXT, SHARED_TEXT, INT, LONG, TEXTS -> value;
        };
    }

    private Map<String, String> additionalProperties(Call call) {
        BigDecimal price = call.price();
        if (price == null || !decimalMode.rounds(price)) {
            return call.additionalProperties();
        }
        Map<String, String> withExactPrice = new HashMap<>(call.additionalProperties());
        withExactPrice.put(CallField.PRICE.key(), '"' + price.toPlainString() + '"');
        return withExactPrice;
    }

    private static SchemaBuilder texts() {
        return SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA);
    }
}

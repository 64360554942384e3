package io.callstream.kafka.connect.twilio.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallField;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallRecordMapperTest {

    private static final Instant READ_AT = Instant.parse("2026-11-23T13:09:00Z");
    private static final Instant CREATED = RecordsOfEachKind.CREATED;
    private static final Origin ORIGIN =
            new Origin("twilio.calls", Map.of("window", "rolling"), "rolling", Optional.of("RQ1"), READ_AT);

    @Test
    void mapsTheSidToTheKeyAndTheRowToTheValue() {
        SourceRecord record = new CallRecordMapper(DecimalMode.PRECISE)
                .map(RecordsOfEachKind.complete().build(), ORIGIN, Map.of("version", 1L));

        assertThat(record.topic()).isEqualTo("twilio.calls");
        assertThat(record.key()).isEqualTo("CA1");
        assertThat(record.timestamp()).isEqualTo(CREATED.plusSeconds(18).toEpochMilli());
        assertThat(record.headers().lastWithName("twilio.request.id").value()).isEqualTo("RQ1");
        assertThat(record.headers().lastWithName("twilio.read").value()).isEqualTo("rolling");
        Struct value = (Struct) record.value();
        value.validate();
        for (Field field : value.schema().fields()) {
            assertThat(value.get(field)).as(field.name()).isNotNull();
        }
        assertThat(value.getString("from_formatted")).isEqualTo("from_formatted");
        assertThat(value.get("start_time")).isEqualTo(Date.from(CREATED.plusSeconds(3)));
        assertThat(value.get("price")).isEqualTo(new BigDecimal("-0.38930000"));
        assertThat(value.getInt32("duration")).isEqualTo(15);
        assertThat(value.getInt64("queue_time")).isEqualTo(120L);
        assertThat(value.getMap("additional_properties")).isEqualTo(Map.of("annotation", "\"x\""));
    }

    @Test
    void mapsMissingValuesToNull() {
        SourceRecord record = new CallRecordMapper(DecimalMode.PRECISE)
                .map(bare(), new Origin("t", Map.of(), "backfill", Optional.empty(), READ_AT), Map.of());

        assertThat(record.timestamp()).as("of a call without times").isEqualTo(READ_AT.toEpochMilli());
        assertThat(record.headers().lastWithName("twilio.request.id")).isNull();
        Struct value = (Struct) record.value();
        value.validate();
        assertThat(value.schema().fields())
                .filteredOn(field -> !List.of("sid", "account_sid", "status").contains(field.name()))
                .allSatisfy(
                        field -> assertThat(value.get(field)).as(field.name()).isNull());
    }

    @Test
    void stampsAnUnchangedRowWithItsCreation() {
        Call created = call(CREATED, null, null);
        assertThat(new CallRecordMapper(DecimalMode.PRECISE)
                        .map(created, ORIGIN, Map.of())
                        .timestamp())
                .isEqualTo(CREATED.toEpochMilli());
    }

    /** Kafka's TimestampRouter and others fail on a record without a timestamp. */
    @Test
    void stampsATombstoneWithTheTimeOfTheRead() {
        assertThat(new CallRecordMapper(DecimalMode.PRECISE)
                        .tombstone("CA1", ORIGIN, Map.of())
                        .timestamp())
                .isEqualTo(READ_AT.toEpochMilli());
    }

    @Test
    void writesThePriceInTheModesType() {
        assertThat(price(DecimalMode.STRING, "-0.38930")).isEqualTo("-0.38930");
        assertThat(price(DecimalMode.DOUBLE, "-0.38930")).isEqualTo(-0.3893);
        assertThat(price(DecimalMode.PRECISE, "0.00000")).isEqualTo(new BigDecimal("0.00000000"));
    }

    @Test
    void roundsAFinerPriceAndKeepsItsText() {
        Struct value = (Struct) new CallRecordMapper(DecimalMode.PRECISE)
                .map(call(CREATED, CREATED, new BigDecimal("-0.123456785")), ORIGIN, Map.of())
                .value();
        assertThat(value.get("price")).isEqualTo(new BigDecimal("-0.12345678"));
        assertThat(value.getMap("additional_properties")).isEqualTo(Map.of("price", "\"-0.123456785\""));
    }

    @ParameterizedTest
    @EnumSource
    void hasTheSchemaOfTheAvroFile(DecimalMode mode) throws IOException {
        Schema avro =
                new Schema.Parser().parse(Path.of("src/main/avro/Call.avsc").toFile());
        org.apache.kafka.connect.data.Schema connect = new CallSchema(mode).schema();

        assertThat(connect.name()).isEqualTo(avro.getFullName());
        assertThat(connect.version()).isEqualTo(1);
        assertThat(connect.doc()).isEqualTo(avro.getDoc());
        assertThat(connect.fields().stream().map(Field::name))
                .containsExactlyElementsOf(
                        avro.getFields().stream().map(Schema.Field::name).toList());
        for (Field field : connect.fields()) {
            Schema.Field expected = avro.getField(field.name());
            assertThat(field.schema().doc()).as(field.name()).isEqualTo(expected.doc());
            assertThat(field.schema().isOptional())
                    .as(field.name())
                    .isEqualTo(expected.schema().isUnion());
            assertThat(expected.hasDefaultValue())
                    .as(field.name())
                    .isEqualTo(field.schema().isOptional());
            if (mode == DecimalMode.PRECISE || !field.name().equals("price")) {
                assertThat(typeOf(field.schema())).as(field.name()).isEqualTo(typeOf(expected.schema()));
            }
        }
    }

    private static Object price(DecimalMode mode, String price) {
        return ((Struct) new CallRecordMapper(mode)
                        .map(call(CREATED, CREATED, new BigDecimal(price)), ORIGIN, Map.of())
                        .value())
                .get("price");
    }

    private static String typeOf(org.apache.kafka.connect.data.Schema schema) {
        if (Timestamp.LOGICAL_NAME.equals(schema.name())) {
            return "timestamp-millis";
        }
        if (Decimal.LOGICAL_NAME.equals(schema.name())) {
            return "decimal " + schema.parameters().get(Decimal.SCALE_FIELD);
        }
        return switch (schema.type()) {
            case STRING -> "string";
            case INT32 -> "int";
            case INT64 -> "long";
            case MAP -> "map of " + typeOf(schema.valueSchema());
            default -> throw new IllegalArgumentException("unexpected " + schema.type());
        };
    }

    private static String typeOf(Schema avro) {
        Schema schema = avro.isUnion() ? avro.getTypes().get(1) : avro;
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return "decimal " + decimal.getScale();
        }
        if (schema.getLogicalType() != null) {
            return schema.getLogicalType().getName();
        }
        return switch (schema.getType()) {
            case STRING -> "string";
            case INT -> "int";
            case LONG -> "long";
            case MAP -> "map of " + typeOf(schema.getValueType());
            default -> throw new IllegalArgumentException("unexpected " + schema.getType());
        };
    }

    private static Call bare() {
        return call(null, null, null);
    }

    private static Call call(Instant created, Instant updated, BigDecimal price) {
        return Call.builder("CA1")
                .set(CallField.ACCOUNT_SID, "AC1")
                .set(CallField.STATUS, "queued")
                .set(CallField.DATE_CREATED, created)
                .set(CallField.DATE_UPDATED, updated)
                .set(CallField.PRICE, price)
                .build();
    }
}

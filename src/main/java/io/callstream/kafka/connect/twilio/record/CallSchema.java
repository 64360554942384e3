package io.callstream.kafka.connect.twilio.record;

import io.callstream.kafka.connect.twilio.call.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a record's value: {@code io.callstream.twilio.Call}, version 1, as {@code src/main/avro/Call.avsc}
 * documents it for consumers; and what each of its fields holds of a call.
 */
final class CallSchema {

    private static final String NAME = "io.callstream.twilio.Call";
    private static final int VERSION = 1;
    private static final String PRICE = "price";

    private final DecimalMode decimalMode;
    private final SchemaBuilder builder = SchemaBuilder.struct()
            .name(NAME)
            .version(VERSION)
            .doc(
                    "A Twilio call as the Calls list showed it at one moment. The last record of a key is the call as it stands.");

    /** By the index of the field. */
    private final List<Function<Call, @Nullable Object>> values = new ArrayList<>();

    private final Schema schema;

    /**
     * @param decimalMode how the price is written
     */
    CallSchema(DecimalMode decimalMode) {
        this.decimalMode = decimalMode;
        field("sid", requiredText("The call's SID, also the record's key."), Call::sid);
        field("account_sid", requiredText("SID of the account that owns the call."), Call::accountSid);
        field(
                "status",
                requiredText(
                        "queued, ringing, in-progress, completed, busy, failed, no-answer or canceled; a status that Twilio adds later arrives as it is, and 'unknown' stands for none."),
                Call::status);
        field(
                "direction",
                text("inbound, outbound-api, outbound-dial, trunking-terminating or trunking-originating."),
                Call::direction);
        field("from", text("Caller: a phone number in E.164 format, a client: name or a sip: address."), Call::from);
        field("from_formatted", text("Caller, formatted for display."), Call::fromFormatted);
        field("to", text("Callee: a phone number in E.164 format, a client: name or a sip: address."), Call::to);
        field("to_formatted", text("Callee, formatted for display."), Call::toFormatted);
        field(
                "forwarded_from",
                text("The number that forwarded an incoming call, where the carrier tells."),
                Call::forwardedFrom);
        field("caller_name", text("Caller ID name, where the look-up is enabled."), Call::callerName);
        field("answered_by", text("human or machine, where answering machine detection is enabled."), Call::answeredBy);
        field("parent_call_sid", text("SID of the call that created this leg."), Call::parentCallSid);
        field("group_sid", text("SID of the group that the call belongs to."), Call::groupSid);
        field(
                "phone_number_sid",
                text(
                        "SID of the account's phone number: the callee of an incoming call, the caller of an outgoing one."),
                Call::phoneNumberSid);
        field("trunk_sid", text("SID of the trunk that the call went over."), Call::trunkSid);
        field("api_version", text("Version of the API that created the call."), Call::apiVersion);
        field("price_unit", text("Currency of the price, ISO 4217."), Call::priceUnit);
        field("uri", text("Path of the call in the API."), Call::uri);
        field(
                "date_created",
                time("When the call was created. Absent for a moment after that."),
                call -> date(call.dateCreated()));
        field(
                "date_updated",
                time("When the call last changed. Does not move when the price arrives."),
                call -> date(call.dateUpdated()));
        field(
                "start_time",
                time("When the call was dialled, later when it was answered. Absent if it was never dialled."),
                call -> date(call.startTime()));
        field("end_time", time("When the call ended."), call -> date(call.endTime()));
        field(
                "duration",
                SchemaBuilder.int32()
                        .optional()
                        .doc("Length of the call in seconds; 0 if it was not answered, absent until it has ended.")
                        .build(),
                Call::duration);
        field(
                "queue_time",
                SchemaBuilder.int64()
                        .optional()
                        .doc("Time that the call waited in the queue, in milliseconds.")
                        .build(),
                Call::queueTime);
        field(
                PRICE,
                decimalMode.schema(
                        "What the call cost, as a negative amount. Arrives after the call has completed, or never."),
                this::price);
        field(
                "subresource_uris",
                texts("Paths of what belongs to the call in the API, by name."),
                call -> orNull(call.subresourceUris()));
        field(
                "additional_properties",
                texts(
                        "Properties that this schema version does not know, and known ones whose value could not be read: the value as JSON text."),
                call -> orNull(additionalProperties(call)));
        this.schema = builder.build();
    }

    Schema schema() {
        return schema;
    }

    /** All that a row says of a call. */
    Struct struct(Call call) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            Object value = values.get(field.index()).apply(call);
            if (value != null) {
                struct.put(field, value);
            }
        }
        return struct;
    }

    private void field(String name, Schema type, Function<Call, @Nullable Object> value) {
        builder.field(name, type);
        values.add(value);
    }

    private @Nullable Object price(Call call) {
        return call.price() == null ? null : decimalMode.value(call.price());
    }

    private Map<String, String> additionalProperties(Call call) {
        BigDecimal price = call.price();
        if (price == null || !decimalMode.rounds(price)) {
            return call.additionalProperties();
        }
        Map<String, String> withExactPrice = new HashMap<>(call.additionalProperties());
        withExactPrice.put(PRICE, '"' + price.toPlainString() + '"');
        return withExactPrice;
    }

    private static @Nullable Map<String, String> orNull(Map<String, String> map) {
        return map.isEmpty() ? null : map;
    }

    private static @Nullable Date date(@Nullable Instant time) {
        return time == null ? null : new Date(time.toEpochMilli());
    }

    private static Schema requiredText(String doc) {
        return SchemaBuilder.string().doc(doc).build();
    }

    private static Schema text(String doc) {
        return SchemaBuilder.string().optional().doc(doc).build();
    }

    private static Schema time(String doc) {
        return Timestamp.builder().optional().doc(doc).build();
    }

    private static Schema texts(String doc) {
        return SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                .optional()
                .doc(doc)
                .build();
    }
}

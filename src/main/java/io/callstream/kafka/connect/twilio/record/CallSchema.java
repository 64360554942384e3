package io.callstream.kafka.connect.twilio.record;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;

/**
 * The schema of a record's value: {@code io.callstream.twilio.Call}, version 1, as {@code src/main/avro/Call.avsc}
 * documents it for consumers.
 */
final class CallSchema {

    static final String NAME = "io.callstream.twilio.Call";
    static final int VERSION = 1;

    static final String SID = "sid";
    static final String ACCOUNT_SID = "account_sid";
    static final String STATUS = "status";
    static final String DIRECTION = "direction";
    static final String FROM = "from";
    static final String FROM_FORMATTED = "from_formatted";
    static final String TO = "to";
    static final String TO_FORMATTED = "to_formatted";
    static final String FORWARDED_FROM = "forwarded_from";
    static final String CALLER_NAME = "caller_name";
    static final String ANSWERED_BY = "answered_by";
    static final String PARENT_CALL_SID = "parent_call_sid";
    static final String GROUP_SID = "group_sid";
    static final String PHONE_NUMBER_SID = "phone_number_sid";
    static final String TRUNK_SID = "trunk_sid";
    static final String API_VERSION = "api_version";
    static final String PRICE_UNIT = "price_unit";
    static final String URI = "uri";
    static final String DATE_CREATED = "date_created";
    static final String DATE_UPDATED = "date_updated";
    static final String START_TIME = "start_time";
    static final String END_TIME = "end_time";
    static final String DURATION = "duration";
    static final String QUEUE_TIME = "queue_time";
    static final String PRICE = "price";
    static final String SUBRESOURCE_URIS = "subresource_uris";
    static final String ADDITIONAL_PROPERTIES = "additional_properties";

    private CallSchema() {}

    /** The schema, with the price as the mode has it. */
    static Schema of(DecimalMode decimalMode) {
        SchemaBuilder builder = SchemaBuilder.struct()
                .name(NAME)
                .version(VERSION)
                .doc(
                        "A Twilio call as the Calls list showed it at one moment. The last record of a key is the call as it stands.");
        builder.field(SID, requiredText("The call's SID, also the record's key."));
        builder.field(ACCOUNT_SID, requiredText("SID of the account that owns the call."));
        builder.field(
                STATUS,
                requiredText(
                        "queued, ringing, in-progress, completed, busy, failed, no-answer or canceled; a status that Twilio adds later arrives as it is, and 'unknown' stands for none."));
        builder.field(
                DIRECTION, text("inbound, outbound-api, outbound-dial, trunking-terminating or trunking-originating."));
        builder.field(FROM, text("Caller: a phone number in E.164 format, a client: name or a sip: address."));
        builder.field(FROM_FORMATTED, text("Caller, formatted for display."));
        builder.field(TO, text("Callee: a phone number in E.164 format, a client: name or a sip: address."));
        builder.field(TO_FORMATTED, text("Callee, formatted for display."));
        builder.field(FORWARDED_FROM, text("The number that forwarded an incoming call, where the carrier tells."));
        builder.field(CALLER_NAME, text("Caller ID name, where the look-up is enabled."));
        builder.field(ANSWERED_BY, text("human or machine, where answering machine detection is enabled."));
        builder.field(PARENT_CALL_SID, text("SID of the call that created this leg."));
        builder.field(GROUP_SID, text("SID of the group that the call belongs to."));
        builder.field(
                PHONE_NUMBER_SID,
                text(
                        "SID of the account's phone number: the callee of an incoming call, the caller of an outgoing one."));
        builder.field(TRUNK_SID, text("SID of the trunk that the call went over."));
        builder.field(API_VERSION, text("Version of the API that created the call."));
        builder.field(PRICE_UNIT, text("Currency of the price, ISO 4217."));
        builder.field(URI, text("Path of the call in the API."));
        builder.field(DATE_CREATED, time("When the call was created. Absent for a moment after that."));
        builder.field(DATE_UPDATED, time("When the call last changed. Does not move when the price arrives."));
        builder.field(
                START_TIME,
                time("When the call was dialled, later when it was answered. Absent if it was never dialled."));
        builder.field(END_TIME, time("When the call ended."));
        builder.field(
                DURATION,
                SchemaBuilder.int32()
                        .optional()
                        .doc("Length of the call in seconds; 0 if it was not answered, absent until it has ended.")
                        .build());
        builder.field(
                QUEUE_TIME,
                SchemaBuilder.int64()
                        .optional()
                        .doc("Time that the call waited in the queue, in milliseconds.")
                        .build());
        builder.field(
                PRICE,
                decimalMode.schema(
                        "What the call cost, as a negative amount. Arrives after the call has completed, or never."));
        builder.field(SUBRESOURCE_URIS, texts("Paths of what belongs to the call in the API, by name."));
        builder.field(
                ADDITIONAL_PROPERTIES,
                texts(
                        "Properties that this schema version does not know, and known ones whose value could not be read: the value as JSON text."));
        return builder.build();
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

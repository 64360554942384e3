package io.callstream.kafka.connect.twilio.call;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * The properties of a call, in the order of the record's fields: the one table that rows are read by, the record's schema is
 * built from, and calls are mapped with.
 *
 * <p>{@code src/main/avro/Call.avsc} publishes the same fields and texts to consumers; a test compares the two.
 */
public enum CallField {
    SID("sid", Kind.TEXT, Role.STATE, "The call's SID, also the record's key."),
    ACCOUNT_SID("account_sid", Kind.SHARED_TEXT, Role.PRESENTATION, "SID of the account that owns the call."),
    STATUS(
            "status",
            Kind.SHARED_TEXT,
            Role.STATE,
            "queued, ringing, in-progress, completed, busy, failed, no-answer or canceled; a status that Twilio adds later is passed through, and 'unknown' means that the row had none."),
    DIRECTION(
            "direction",
            Kind.SHARED_TEXT,
            Role.STATE,
            "inbound, outbound-api, outbound-dial, trunking-terminating or trunking-originating."),
    FROM(
            "from",
            Kind.SHARED_TEXT,
            Role.STATE,
            "Caller: a phone number in E.164 format, a client: name or a sip: address."),
    FROM_FORMATTED("from_formatted", Kind.SHARED_TEXT, Role.PRESENTATION, "Caller, formatted for display."),
    TO("to", Kind.SHARED_TEXT, Role.STATE, "Callee: a phone number in E.164 format, a client: name or a sip: address."),
    TO_FORMATTED("to_formatted", Kind.SHARED_TEXT, Role.PRESENTATION, "Callee, formatted for display."),
    FORWARDED_FROM(
            "forwarded_from",
            Kind.TEXT,
            Role.STATE,
            "The number that forwarded an incoming call, where the carrier reports it."),
    CALLER_NAME("caller_name", Kind.TEXT, Role.STATE, "Caller ID name, where the look-up is enabled."),
    ANSWERED_BY(
            "answered_by",
            Kind.SHARED_TEXT,
            Role.STATE,
            "human or machine, where answering machine detection is enabled."),
    PARENT_CALL_SID("parent_call_sid", Kind.TEXT, Role.STATE, "SID of the call that created this leg."),
    GROUP_SID("group_sid", Kind.TEXT, Role.STATE, "SID of the group that the call belongs to."),
    PHONE_NUMBER_SID(
            "phone_number_sid",
            Kind.SHARED_TEXT,
            Role.STATE,
            "SID of the account's phone number: the callee of an incoming call, the caller of an outgoing one."),
    TRUNK_SID("trunk_sid", Kind.SHARED_TEXT, Role.STATE, "SID of the trunk that carried the call."),
    API_VERSION("api_version", Kind.SHARED_TEXT, Role.PRESENTATION, "Version of the API that created the call."),
    PRICE_UNIT("price_unit", Kind.SHARED_TEXT, Role.STATE, "Currency of the price, ISO 4217."),
    URI("uri", Kind.TEXT, Role.PRESENTATION, "Path of the call in the API."),
    DATE_CREATED("date_created", Kind.TIME, Role.STATE, "When the call was created. Absent for a moment after that."),
    DATE_UPDATED(
            "date_updated", Kind.TIME, Role.STATE, "When the call last changed. Does not move when the price arrives."),
    START_TIME(
            "start_time",
            Kind.TIME,
            Role.STATE,
            "When the call was dialled, later when it was answered. Absent if it was never dialled; a canceled call may have it."),
    END_TIME("end_time", Kind.TIME, Role.STATE, "When the call ended."),
    DURATION(
            "duration",
            Kind.INT,
            Role.STATE,
            "Length of the call in seconds; 0 if it was not answered. Absent or 0 until it has ended."),
    QUEUE_TIME("queue_time", Kind.LONG, Role.STATE, "Time that the call waited in the queue, in milliseconds."),
    PRICE(
            "price",
            Kind.DECIMAL,
            Role.STATE,
            "What the call cost, as a negative amount. Arrives after the call has completed, or never; of a failed call it is 0 or absent."),
    SUBRESOURCE_URIS(
            "subresource_uris", Kind.TEXTS, Role.PRESENTATION, "Paths of the call's subresources in the API, by name.");

    /** The type of a property: how it is read from JSON and written to a record. */
    public enum Kind {
        /** A text that differs from row to row. */
        TEXT(String.class),
        /** A text that many rows of a page have in common. */
        SHARED_TEXT(String.class),
        /** A moment; RFC 2822 in JSON. */
        TIME(Instant.class),
        INT(Integer.class),
        LONG(Long.class),
        DECIMAL(BigDecimal.class),
        /** Texts by name: a {@code Map<String, String>}. */
        TEXTS(Map.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }
    }

    /** Whether a property tells what has become of a call. */
    public enum Role {
        /** What has become of the call: another value is a change of the call. */
        STATE,
        /**
         * How the API shows the call, or what never changes in its life. Another value alone is no change, because it may
         * depend on the host that responds; it arrives with the next change. So do properties that have no field.
         */
        PRESENTATION
    }

    private final String key;
    private final Kind kind;
    private final Role role;
    private final String doc;

    CallField(String key, Kind kind, Role role, String doc) {
        this.key = key;
        this.kind = kind;
        this.role = role;
        this.doc = doc;
    }

    /** The property's key in the API's JSON, and the field's name in the record. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether another value is a change of the call. */
    public boolean isState() {
        return role == Role.STATE;
    }

    /** The description for consumers of the record. */
    public String doc() {
        return doc;
    }

    /** Whether every call has a value. */
    public boolean isRequired() {
        return this == SID || this == ACCOUNT_SID || this == STATUS;
    }

    boolean accepts(Object value) {
        return kind.type.isInstance(value);
    }
}

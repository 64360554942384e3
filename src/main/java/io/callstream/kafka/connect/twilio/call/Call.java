package io.callstream.kafka.connect.twilio.call;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of the Calls list, as the API showed it at one moment: a value for each {@link CallField}, and what no field holds.
 *
 * <p>An empty string in the API's response is {@code null} here. Times have the API's resolution, one second. No value is
 * assumed to be of a known set: Twilio can add statuses and directions.
 */
public final class Call {

    /**
     * The definition of the {@linkplain #fingerprint fingerprint}. Raise it with any change by which a state gets another
     * fingerprint: those of two definitions cannot be compared. Nothing stores it yet.
     */
    public static final int FINGERPRINT_VERSION = 1;

    private static final CallField[] FIELDS = CallField.values();

    /** By the ordinal of the field. */
    private final @Nullable Object[] values;

    private final Map<String, String> additionalProperties;
    private final long fingerprint;

    private Call(Builder builder) {
        this.values = builder.values;
        this.additionalProperties = builder.additionalProperties;
        this.fingerprint = builder.fingerprint;
    }

    /** A builder of a call with a SID, for {@link Builder#set} to add to. */
    public static Builder builder(String sid) {
        return new Builder().set(CallField.SID, sid);
    }

    /** The value of a field, of the type of its {@linkplain CallField.Kind kind}. */
    public @Nullable Object get(CallField field) {
        return values[field.ordinal()];
    }

    /** The call's SID, never empty. */
    public String sid() {
        return required(CallField.SID);
    }

    /** The account that owns the call. */
    public String accountSid() {
        return required(CallField.ACCOUNT_SID);
    }

    /** The status as the API spells it; {@code unknown} if the row had none. */
    public String status() {
        return required(CallField.STATUS);
    }

    /** When the call was created; {@code null} for a moment after it was. */
    public @Nullable Instant dateCreated() {
        return (Instant) get(CallField.DATE_CREATED);
    }

    /** When the call last changed; does <em>not</em> move when the price arrives. */
    public @Nullable Instant dateUpdated() {
        return (Instant) get(CallField.DATE_UPDATED);
    }

    /** First equal to {@link #dateCreated}, then moved to the moment of answer; {@code null} before dialling. */
    public @Nullable Instant startTime() {
        return (Instant) get(CallField.START_TIME);
    }

    /** When the call ended. */
    public @Nullable Instant endTime() {
        return (Instant) get(CallField.END_TIME);
    }

    /** What the call cost, negative; arrives after {@code completed}, or never. */
    public @Nullable BigDecimal price() {
        return (BigDecimal) get(CallField.PRICE);
    }

    /**
     * Keys that {@link CallField} does not have, and those of its fields whose value could not be read; the value as JSON
     * text.
     */
    public Map<String, String> additionalProperties() {
        return additionalProperties;
    }

    /**
     * A 64-bit hash of the fields of {@link CallField.Role#STATE}, by value: two rows of a call with the same fingerprint show
     * the same state. It is the same in every JVM, see {@link #FINGERPRINT_VERSION}.
     */
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Call call
                && fingerprint == call.fingerprint
                && Arrays.equals(values, call.values)
                && additionalProperties.equals(call.additionalProperties);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(values), additionalProperties, fingerprint);
    }

    @Override
    public String toString() {
        return "Call" + Arrays.toString(values) + additionalProperties + fingerprint;
    }

    private String required(CallField field) {
        return (String) Objects.requireNonNull(get(field));
    }

    /** Sets a call's values by name. */
    public static final class Builder {

        private final @Nullable Object[] values = new Object[FIELDS.length];
        private Map<String, String> additionalProperties = Map.of();
        private long fingerprint;

        /**
         * Sets a field; a later value replaces an earlier one.
         *
         * @throws IllegalArgumentException if the value is not of the field's {@linkplain CallField.Kind kind}
         */
        public Builder set(CallField field, @Nullable Object value) {
            if (value != null && !field.accepts(value)) {
                throw new IllegalArgumentException(
                        field + " cannot be a " + value.getClass().getSimpleName());
            }
            values[field.ordinal()] = value;
            return this;
        }

        /** Sets a field that has no value so far. */
        public Builder setIfAbsent(CallField field, Object value) {
            return has(field) ? this : set(field, value);
        }

        public boolean has(CallField field) {
            return get(field) != null;
        }

        /** The value of a field so far. */
        public @Nullable Object get(CallField field) {
            return values[field.ordinal()];
        }

        /** A property that was added, as JSON text. */
        public @Nullable String additionalProperty(String key) {
            return additionalProperties.get(key);
        }

        /** Adds a property that no field holds, as JSON text. */
        public Builder additionalProperty(String key, String json) {
            if (additionalProperties.isEmpty()) {
                additionalProperties = new LinkedHashMap<>();
            }
            additionalProperties.put(key, json);
            return this;
        }

        public Builder fingerprint(long value) {
            fingerprint = value;
            return this;
        }

        /**
         * The call. This builder must not be used any more.
         *
         * @throws IllegalStateException if a {@linkplain CallField#isRequired required} field has no value
         */
        public Call build() {
            for (CallField field : FIELDS) {
                if (field.isRequired() && !has(field)) {
                    throw new IllegalStateException("a call needs its " + field.key());
                }
            }
            return new Call(this);
        }
    }
}

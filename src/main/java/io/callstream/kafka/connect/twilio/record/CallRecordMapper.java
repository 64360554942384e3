package io.callstream.kafka.connect.twilio.record;

import io.callstream.kafka.connect.twilio.sync.model.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A call as a Connect record: the key is its SID, the value all that the row says. */
public final class CallRecordMapper {

    /** Header: Twilio's id of the request that read the row; absent if the answer had none. */
    public static final String REQUEST_ID_HEADER = "twilio.request.id";

    /** Header: {@code backfill} or {@code rolling}. */
    public static final String READ_HEADER = "twilio.read";

    private final DecimalMode decimalMode;
    private final Schema valueSchema;

    public CallRecordMapper(DecimalMode decimalMode) {
        this.decimalMode = decimalMode;
        this.valueSchema = CallSchema.of(decimalMode);
    }

    /** Maps a call, and stamps it with where it comes from and the offset that it stands for. */
    public SourceRecord map(Call call, Origin origin, Map<String, ?> sourceOffset) {
        Instant changed = call.dateUpdated() == null ? call.dateCreated() : call.dateUpdated();
        return new SourceRecord(
                origin.sourcePartition(),
                sourceOffset,
                origin.topic(),
                null,
                Schema.STRING_SCHEMA,
                call.sid(),
                valueSchema,
                value(call),
                changed == null ? null : changed.toEpochMilli(),
                headers(origin));
    }

    /** The record that says that a call is no more: its key, and no value. */
    public SourceRecord tombstone(String callSid, Origin origin, Map<String, ?> sourceOffset) {
        return new SourceRecord(
                origin.sourcePartition(),
                sourceOffset,
                origin.topic(),
                null,
                Schema.STRING_SCHEMA,
                callSid,
                null,
                null,
                null,
                headers(origin));
    }

    private static ConnectHeaders headers(Origin origin) {
        ConnectHeaders headers = new ConnectHeaders();
        origin.requestId().ifPresent(id -> headers.addString(REQUEST_ID_HEADER, id));
        headers.addString(READ_HEADER, origin.read());
        return headers;
    }

    private Struct value(Call call) {
        Struct value = new Struct(valueSchema)
                .put(CallSchema.SID, call.sid())
                .put(CallSchema.ACCOUNT_SID, call.accountSid())
                .put(CallSchema.STATUS, call.status())
                .put(CallSchema.DIRECTION, call.direction())
                .put(CallSchema.FROM, call.from())
                .put(CallSchema.FROM_FORMATTED, call.fromFormatted())
                .put(CallSchema.TO, call.to())
                .put(CallSchema.TO_FORMATTED, call.toFormatted())
                .put(CallSchema.FORWARDED_FROM, call.forwardedFrom())
                .put(CallSchema.CALLER_NAME, call.callerName())
                .put(CallSchema.ANSWERED_BY, call.answeredBy())
                .put(CallSchema.PARENT_CALL_SID, call.parentCallSid())
                .put(CallSchema.GROUP_SID, call.groupSid())
                .put(CallSchema.PHONE_NUMBER_SID, call.phoneNumberSid())
                .put(CallSchema.TRUNK_SID, call.trunkSid())
                .put(CallSchema.API_VERSION, call.apiVersion())
                .put(CallSchema.PRICE_UNIT, call.priceUnit())
                .put(CallSchema.URI, call.uri())
                .put(CallSchema.DATE_CREATED, date(call.dateCreated()))
                .put(CallSchema.DATE_UPDATED, date(call.dateUpdated()))
                .put(CallSchema.START_TIME, date(call.startTime()))
                .put(CallSchema.END_TIME, date(call.endTime()))
                .put(CallSchema.DURATION, call.duration())
                .put(CallSchema.QUEUE_TIME, call.queueTime())
                .put(CallSchema.SUBRESOURCE_URIS, orNull(call.subresourceUris()))
                .put(CallSchema.ADDITIONAL_PROPERTIES, orNull(additionalProperties(call)));
        BigDecimal price = call.price();
        return price == null ? value : value.put(CallSchema.PRICE, decimalMode.value(price));
    }

    private Map<String, String> additionalProperties(Call call) {
        BigDecimal price = call.price();
        if (price == null || !decimalMode.rounds(price)) {
            return call.additionalProperties();
        }
        Map<String, String> withExactPrice = new HashMap<>(call.additionalProperties());
        withExactPrice.put(CallSchema.PRICE, '"' + price.toPlainString() + '"');
        return withExactPrice;
    }

    private static @Nullable Map<String, String> orNull(Map<String, String> map) {
        return map.isEmpty() ? null : map;
    }

    private static @Nullable Date date(@Nullable Instant time) {
        return time == null ? null : Date.from(time);
    }
}

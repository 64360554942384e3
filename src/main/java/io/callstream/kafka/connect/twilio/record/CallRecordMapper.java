package io.callstream.kafka.connect.twilio.record;

import io.callstream.kafka.connect.twilio.call.Call;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Maps calls to Connect records: the key is the SID, the value has all of the row.
 *
 * <p>Every record has a timestamp, because transformations such as Kafka's {@code TimestampRouter} fail on a record without
 * one: the call's last change, else its creation, else the time at which it was read. A tombstone has the last.
 */
public final class CallRecordMapper {

    /** Header: Twilio's id of the request that read the row; absent if the response had none. */
    public static final String REQUEST_ID_HEADER = "twilio.request.id";

    /** Header: {@code backfill} or {@code rolling}. */
    public static final String READ_HEADER = "twilio.read";

    private final CallSchema schema;

    public CallRecordMapper(DecimalMode decimalMode) {
        this.schema = new CallSchema(decimalMode);
    }

    /** Maps a call, with its origin and its source offset. */
    public SourceRecord map(Call call, Origin origin, Map<String, ?> sourceOffset) {
        Instant created = call.dateCreated() == null ? origin.readAt() : call.dateCreated();
        Instant timestamp = call.dateUpdated() == null ? created : call.dateUpdated();
        return new SourceRecord(
                origin.sourcePartition(),
                sourceOffset,
                origin.topic(),
                null,
                Schema.STRING_SCHEMA,
                call.sid(),
                schema.schema(),
                schema.struct(call),
                timestamp.toEpochMilli(),
                headers(origin));
    }

    /** The tombstone of a deleted call: its key, and no value. */
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
                origin.readAt().toEpochMilli(),
                headers(origin));
    }

    private static ConnectHeaders headers(Origin origin) {
        ConnectHeaders headers = new ConnectHeaders();
        origin.requestId().ifPresent(id -> headers.addString(REQUEST_ID_HEADER, id));
        headers.addString(READ_HEADER, origin.read());
        return headers;
    }
}

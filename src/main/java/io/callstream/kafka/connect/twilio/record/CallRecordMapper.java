package io.callstream.kafka.connect.twilio.record;

import io.callstream.kafka.connect.twilio.call.Call;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/** A call as a Connect record: the key is its SID, the value all that the row says. */
public final class CallRecordMapper {

    /** Header: Twilio's id of the request that read the row; absent if the answer had none. */
    public static final String REQUEST_ID_HEADER = "twilio.request.id";

    /** Header: {@code backfill} or {@code rolling}. */
    public static final String READ_HEADER = "twilio.read";

    private final CallSchema schema;

    public CallRecordMapper(DecimalMode decimalMode) {
        this.schema = new CallSchema(decimalMode);
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
                schema.schema(),
                schema.struct(call),
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
}

package io.callstream.kafka.connect.twilio.record;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallField;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/** Records as the connector emits them: of one call with and without what may be absent, and its tombstone. */
public final class RecordsOfEachKind {

    public static final String TOPIC = "twilio.calls";
    public static final String SID = "CA1";

    /** A call with all of its fields. */
    public static final String COMPLETE = "complete";

    /** A call that was just queued: without times, and so without a price. */
    public static final String UNDATED = "undated";

    static final Instant CREATED = Instant.parse("2026-11-20T13:07:11Z");

    /** Some days after the call, as in a backfill. */
    private static final Instant READ_AT = Instant.parse("2026-11-23T13:09:00Z");

    private static final Origin ORIGIN =
            new Origin(TOPIC, Map.of("window", "rolling"), "rolling", Optional.of("RQ1"), READ_AT);

    /** As the sync passes on a delete: it does not know the request. */
    private static final Origin OF_A_DELETE =
            new Origin(ORIGIN.topic(), ORIGIN.sourcePartition(), ORIGIN.read(), Optional.empty(), ORIGIN.readAt());

    private RecordsOfEachKind() {}

    /** The states of the call, by their kind. */
    public static Map<String, SourceRecord> calls(DecimalMode mode) {
        Map<String, Call> states = new LinkedHashMap<>();
        states.put(COMPLETE, complete().build());
        states.put("unpriced", complete().set(CallField.PRICE, null).build());
        states.put(
                "without maps",
                ended(Call.builder(SID))
                        .set(CallField.PRICE, new BigDecimal("-0.38930"))
                        .build());
        states.put(
                UNDATED,
                required(Call.builder(SID), "queued")
                        .set(CallField.SUBRESOURCE_URIS, Map.of("recordings", "/r"))
                        .build());
        CallRecordMapper mapper = new CallRecordMapper(mode);
        Map<String, SourceRecord> records = new LinkedHashMap<>();
        states.forEach((kind, call) -> records.put(kind, mapper.map(call, ORIGIN, Map.of())));
        return records;
    }

    /** The tombstone of the call. */
    public static SourceRecord tombstone() {
        return new CallRecordMapper(DecimalMode.PRECISE).tombstone(SID, OF_A_DELETE, Map.of());
    }

    /** A call with all of its fields. */
    static Call.Builder complete() {
        Call.Builder call = Call.builder(SID);
        for (CallField field : CallField.values()) {
            switch (field.kind()) {
                case TEXT, SHARED_TEXT -> call.setIfAbsent(field, field.key());
                case TIME -> call.set(field, CREATED);
                case INT -> call.set(field, 15);
                case LONG -> call.set(field, 120L);
                case DECIMAL -> call.set(field, new BigDecimal("-0.38930"));
                case TEXTS -> call.set(field, Map.of("recordings", "/r"));
            }
        }
        return ended(call).additionalProperty("annotation", "\"x\"");
    }

    private static Call.Builder ended(Call.Builder call) {
        return required(call, "completed")
                .set(CallField.DATE_CREATED, CREATED)
                .set(CallField.DATE_UPDATED, CREATED.plusSeconds(18))
                .set(CallField.START_TIME, CREATED.plusSeconds(3))
                .set(CallField.END_TIME, CREATED.plusSeconds(18));
    }

    private static Call.Builder required(Call.Builder call, String status) {
        return call.set(CallField.ACCOUNT_SID, "AC1")
                .set(CallField.STATUS, status)
                .set(CallField.FROM, "+14155550100")
                .set(CallField.TO, "+14155550199");
    }
}

package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallField;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of the Calls list for tests: what the sync looks at, and a fingerprint over it. */
public record CallRow(
        String sid,
        String status,
        @Nullable Instant created,
        @Nullable Instant updated,
        @Nullable Instant start,
        @Nullable BigDecimal price) {

    private static final String ACCOUNT = "AC" + "0".repeat(32);

    /** A completed call without a price, updated when it was created. */
    public static CallRow completed(int number, Instant created) {
        return new CallRow(sid(number), "completed", created, created, created, null);
    }

    public static String sid(int number) {
        return "CA%032x".formatted(number);
    }

    public CallRow status(String newStatus) {
        return new CallRow(sid, newStatus, created, updated, start, price);
    }

    public CallRow updated(@Nullable Instant newUpdated) {
        return new CallRow(sid, status, created, newUpdated, start, price);
    }

    public CallRow priced(String newPrice) {
        return new CallRow(sid, status, created, updated, start, new BigDecimal(newPrice));
    }

    public Call call() {
        return call(Objects.hash(status, created, updated, start, price) * 0x9e3779b97f4a7c15L);
    }

    public Call call(long fingerprint) {
        return Call.builder(sid)
                .set(CallField.ACCOUNT_SID, ACCOUNT)
                .set(CallField.STATUS, status)
                .set(CallField.DATE_CREATED, created)
                .set(CallField.DATE_UPDATED, updated)
                .set(CallField.START_TIME, start)
                .set(CallField.PRICE, price)
                .fingerprint(fingerprint)
                .build();
    }
}

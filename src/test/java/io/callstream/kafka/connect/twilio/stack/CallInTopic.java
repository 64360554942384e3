package io.callstream.kafka.connect.twilio.stack;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/** What a consumer sees of a call, as far as it changes. */
public record CallInTopic(
        String sid,
        String accountSid,
        String status,
        Optional<Instant> updated,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<Integer> duration,
        Optional<BigDecimal> price) {

    private static final int PRICE_SCALE = 8;

    static CallInTopic of(GenericRecord call) {
        return new CallInTopic(
                call.get("sid").toString(),
                call.get("account_sid").toString(),
                call.get("status").toString(),
                time(call, "date_updated"),
                time(call, "start_time"),
                time(call, "end_time"),
                Optional.ofNullable((Integer) call.get("duration")),
                Optional.ofNullable((ByteBuffer) call.get("price"))
                        .map(CallInTopic::bytes)
                        .map(bytes -> new BigDecimal(new BigInteger(bytes), PRICE_SCALE).stripTrailingZeros()));
    }

    /** When this state came about, as far as the call says. */
    public Instant changed() {
        return updated.orElse(Instant.EPOCH);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Optional<Instant> time(GenericRecord call, String field) {
        return Optional.ofNullable(Objects.toString(call.get(field), null))
                .map(Long::valueOf)
                .map(Instant::ofEpochMilli);
    }
}

package io.callstream.kafka.connect.twilio.stack.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/** The fields of a call in the topic that can change. */
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
    private static final List<String> OPEN = List.of("queued", "ringing", "in-progress");

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

    /** The call's {@code date_updated}, or 1970 while it has none. */
    public Instant changed() {
        return updated.orElse(Instant.EPOCH);
    }

    /**
     * Whether this state is older than another of the same call: it has an earlier time; or the same time and an earlier
     * status, or no price where the other has one, since a price is set without a new time.
     */
    boolean isOlderThan(CallInTopic other) {
        int order = changed().compareTo(other.changed());
        if (order == 0) {
            order = Integer.compare(rank(), other.rank());
        }
        return order < 0 || order == 0 && price.isEmpty() && other.price.isPresent();
    }

    /** The position of the status in a call's course; all final ones share the last. */
    private int rank() {
        int open = OPEN.indexOf(status);
        return open < 0 ? OPEN.size() : open;
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

package io.callstream.kafka.connect.twilio.simulator.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a call from a moment on.
 *
 * @param from the moment
 * @param dated whether {@code date_created} is set; right after the creation it is not
 * @param updated {@code date_updated}
 * @param start {@code start_time}
 * @param end {@code end_time}
 * @param duration seconds, as the API writes them
 * @param price as the API writes it
 */
public record CallState(
        Instant from,
        String status,
        boolean dated,
        @Nullable Instant updated,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable String duration,
        @Nullable String price) {

    public CallState priced(Instant at, String newPrice) {
        return new CallState(at, status, dated, updated, start, end, duration, newPrice);
    }
}

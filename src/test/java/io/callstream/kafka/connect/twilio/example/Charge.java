package io.callstream.kafka.connect.twilio.example;

import io.callstream.twilio.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The cost of one call, and its line of the bill. */
record Charge(BillLine line, BigDecimal amount) {

    private static final String UNKNOWN = "unknown";

    /** The charge for a call's current state; empty while it has no price, and once it is deleted. */
    static @Nullable Charge of(@Nullable Call call) {
        if (call == null || call.getPrice() == null) {
            return null;
        }
        Instant start = call.getStartTime() == null ? call.getDateUpdated() : call.getStartTime();
        String day = start == null
                ? UNKNOWN
                : start.atZone(ZoneOffset.UTC).toLocalDate().toString();
        String number = "inbound".equals(call.getDirection()) ? call.getTo() : call.getFrom();
        // Twilio writes a charge as a negative price
        return new Charge(
                new BillLine(day, or(number), or(call.getPriceUnit())),
                call.getPrice().negate());
    }

    private static String or(@Nullable String text) {
        return text == null ? UNKNOWN : text;
    }
}

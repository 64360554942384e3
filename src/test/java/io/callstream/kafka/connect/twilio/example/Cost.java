package io.callstream.kafka.connect.twilio.example;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The sum of a line of the bill.
 *
 * @param calls in the sum, including free ones
 */
public record Cost(long calls, BigDecimal amount) {

    static final Cost NOTHING = new Cost(0, BigDecimal.ZERO);

    Cost plus(BigDecimal charge) {
        return new Cost(calls + 1, amount.add(charge));
    }

    /** Removes one call; empty if it was the last. */
    @Nullable
    Cost minus(BigDecimal charge) {
        return calls == 1 ? null : new Cost(calls - 1, amount.subtract(charge));
    }
}

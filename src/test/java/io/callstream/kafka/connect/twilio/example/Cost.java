package io.callstream.kafka.connect.twilio.example;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a line of the bill comes to.
 *
 * @param calls that it adds up, those that were free among them
 */
public record Cost(long calls, BigDecimal amount) {

    static final Cost NOTHING = new Cost(0, BigDecimal.ZERO);

    Cost plus(BigDecimal charge) {
        return new Cost(calls + 1, amount.add(charge));
    }

    /** Without one call; none if it was the last. */
    @Nullable
    Cost minus(BigDecimal charge) {
        return calls == 1 ? null : new Cost(calls - 1, amount.subtract(charge));
    }
}

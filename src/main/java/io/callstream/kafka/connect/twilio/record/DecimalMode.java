package io.callstream.kafka.connect.twilio.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** How {@code price} is written. */
public enum DecimalMode {
    /**
     * Connect's {@code Decimal} with a scale of 8. The API shows five decimals; should it ever show more than eight, the
     * price is rounded half to even, and its exact text is put into {@code additional_properties}.
     */
    PRECISE {
        @Override
        Schema schema(String doc) {
            return Decimal.builder(SCALE).optional().doc(doc).build();
        }

        @Override
        Object value(BigDecimal price) {
            return price.setScale(SCALE, RoundingMode.HALF_EVEN);
        }

        @Override
        boolean rounds(BigDecimal price) {
            return price.scale() > SCALE && price.stripTrailingZeros().scale() > SCALE;
        }
    },
    /** A text, with as many decimals as the API shows. */
    STRING {
        @Override
        Schema schema(String doc) {
            return SchemaBuilder.string().optional().doc(doc).build();
        }

        @Override
        Object value(BigDecimal price) {
            return price.toPlainString();
        }
    },
    /** The nearest 64-bit floating-point number. */
    DOUBLE {
        @Override
        Schema schema(String doc) {
            return SchemaBuilder.float64().optional().doc(doc).build();
        }

        @Override
        Object value(BigDecimal price) {
            return price.doubleValue();
        }
    };

    private static final int SCALE = 8;

    abstract Schema schema(String doc);

    abstract Object value(BigDecimal price);

    /** Whether {@link #value} says less than the API did, where the mode promises to say all. */
    boolean rounds(BigDecimal price) {
        return false;
    }
}

package io.callstream.kafka.connect.twilio.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;

/** How {@code price} is written. */
public enum DecimalMode {
    /**
     * Connect's {@code Decimal} with a scale of 8. The API shows five decimals; should it ever show more than eight, the
     * price is rounded half to even, and its exact text is put into {@code additional_properties}.
     */
    PRECISE {
        @Override
        SchemaBuilder type() {
            return Decimal.builder(SCALE);
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
        SchemaBuilder type() {
            return SchemaBuilder.string();
        }

        @Override
        Object value(BigDecimal price) {
            return price.toPlainString();
        }
    },
    /** The nearest 64-bit floating-point number. */
    DOUBLE {
        @Override
        SchemaBuilder type() {
            return SchemaBuilder.float64();
        }

        @Override
        Object value(BigDecimal price) {
            return price.doubleValue();
        }
    };

    private static final int SCALE = 8;

    /** The type of the record's field. */
    abstract SchemaBuilder type();

    /** The price in that type. */
    abstract Object value(BigDecimal price);

    /** Whether {@link #value} is less exact than the API's value, where the mode promises the exact one. */
    boolean rounds(BigDecimal price) {
        return false;
    }
}

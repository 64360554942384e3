package io.callstream.kafka.connect.twilio.preview.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class QuantityTest {

    @Test
    void aCountedNumberHasNoRange() {
        Quantity counted = Quantity.counted(17);
        assertThat(counted.isCounted()).isTrue();
        assertThat(counted.low()).isEqualTo(17);
        assertThat(counted.high()).isEqualTo(17);
        assertThat(Quantity.sum(List.of()).isCounted()).isTrue();
    }

    @Test
    void theErrorGrowsSlowerThanTheSum() {
        Quantity part = new Quantity(100, 10, 5);
        Quantity sum = Quantity.sum(List.of(part, part, part, part));
        assertThat(sum.value()).isEqualTo(400);
        assertThat(sum.error()).isCloseTo(20, within(1e-9));
        assertThat(sum.least()).isEqualTo(20);
    }

    @Property(tries = 200)
    void theRangeHoldsTheEstimateAndStartsAtWhatWasSeen(
            @ForAll @DoubleRange(max = 1e9) double value,
            @ForAll @DoubleRange(max = 1e9) double error,
            @ForAll @DoubleRange(max = 1) double seen) {
        Quantity quantity = new Quantity(value, error, value * seen);
        assertThat(quantity.low()).isBetween(value * seen, value);
        assertThat(quantity.high()).isGreaterThanOrEqualTo(value);
    }
}

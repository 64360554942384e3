package io.callstream.kafka.connect.twilio.preview.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StratumTest {

    private static final LocalDate FROM = LocalDate.of(2024, 2, 20);

    @Property(tries = 300)
    void strataCoverEachDayOnceAndEachHasSampledDays(
            @ForAll @IntRange(max = 6000) int length,
            @ForAll @IntRange(min = 2, max = 60) int maxDays,
            @ForAll long seed) {
        List<Stratum> strata = Stratum.divide(FROM, FROM.plusDays(length), maxDays, new Random(seed));
        LocalDate next = FROM;
        for (Stratum stratum : strata) {
            assertThat(stratum.from()).isEqualTo(next);
            assertThat(stratum.days()).isNotEmpty().doesNotHaveDuplicates().allSatisfy(day -> assertThat(day)
                    .isBetween(stratum.from(), stratum.before().minusDays(1)));
            next = stratum.before();
        }
        assertThat(next).isEqualTo(FROM.plusDays(length));
        assertThat(days(strata)).hasSizeLessThanOrEqualTo(maxDays);
        if (length <= maxDays) {
            assertThat(days(strata))
                    .as("a short history is sampled completely")
                    .hasSizeGreaterThanOrEqualTo(length - 1);
        }
    }

    @Property(tries = 100)
    void aFullySampledStratumIsCounted(@ForAll @IntRange(max = 50) int length, @ForAll long seed) {
        Map<LocalDate, Quantity> world = world(length, new Random(seed), day -> 20);
        List<Stratum> strata = Stratum.whole(FROM, FROM.plusDays(length));
        Quantity total = total(strata, world);
        assertThat(total.isCounted()).isTrue();
        assertThat(total.value()).isEqualTo(truth(world));
        assertThat(total.least()).isEqualTo(truth(world));
    }

    /** Mean number of calls on each day of an account's history. */
    enum Life {
        STEADY(day -> 200),
        FEW(day -> 0.3),
        GROWING(day -> day),
        WEEKDAYS(day -> day % 7 < 5 ? 500 : 20),
        SEASONS(day -> 300 + 250 * Math.sin(day / 58.0));

        private final ToDoubleFunction<Integer> rate;

        Life(ToDoubleFunction<Integer> rate) {
            this.rate = rate;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRangeHoldsTheTruthAndTheEstimateIsUnbiased(Life life) {
        int worlds = 400;
        int held = 0;
        double bias = 0;
        for (int seed = 0; seed < worlds; seed++) {
            Random random = new Random(seed);
            Map<LocalDate, Quantity> world = world(700, random, life.rate);
            Quantity total = total(Stratum.divide(FROM, FROM.plusDays(700), 24, random), world);
            assertThat(total.isCounted()).isFalse();
            assertThat(total.least()).isLessThanOrEqualTo(truth(world));
            held += total.low() <= truth(world) && truth(world) <= total.high() ? 1 : 0;
            bias += (total.value() / truth(world) - 1) / worlds;
        }
        assertThat(held).as("of 400").isGreaterThanOrEqualTo(370);
        assertThat(Math.abs(bias)).isLessThan(0.05);
    }

    @ParameterizedTest
    @EnumSource
    void theMonthsAddUpToTheTotal(Life life) {
        Random random = new Random(1);
        Map<LocalDate, Quantity> world = world(700, random, life.rate);
        List<Stratum> strata = Stratum.divide(FROM, FROM.plusDays(700), 24, random);
        double months = IntStream.range(0, 30)
                .mapToObj(month -> FROM.withDayOfMonth(1).plusMonths(month))
                .mapToDouble(month -> strata.stream()
                        .mapToDouble(stratum -> stratum.within(month, month.plusMonths(1), world::get))
                        .sum())
                .sum();
        assertThat(months).isCloseTo(total(strata, world).value(), withinPercentage(0.001));
    }

    private static List<LocalDate> days(List<Stratum> strata) {
        return strata.stream().flatMap(stratum -> stratum.days().stream()).toList();
    }

    private static Quantity total(List<Stratum> strata, Map<LocalDate, Quantity> world) {
        return Quantity.sum(
                strata.stream().map(stratum -> stratum.total(world::get)).toList());
    }

    private static double truth(Map<LocalDate, Quantity> world) {
        return world.values().stream().mapToDouble(Quantity::value).sum();
    }

    private static Map<LocalDate, Quantity> world(int length, Random random, ToDoubleFunction<Integer> rate) {
        Map<LocalDate, Quantity> world = new HashMap<>();
        for (int day = 0; day < length; day++) {
            double mean = rate.applyAsDouble(day);
            double drawn = mean > 30 ? mean + Math.sqrt(mean) * random.nextGaussian() : poisson(mean, random);
            world.put(FROM.plusDays(day), Quantity.counted(Math.max(0, Math.round(drawn))));
        }
        return world;
    }

    private static double poisson(double mean, Random random) {
        List<Double> arrivals = new ArrayList<>();
        for (double time = -Math.log(1 - random.nextDouble()); time < mean; time -= Math.log(1 - random.nextDouble())) {
            arrivals.add(time);
        }
        return arrivals.size();
    }
}

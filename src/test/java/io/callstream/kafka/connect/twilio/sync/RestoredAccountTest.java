package io.callstream.kafka.connect.twilio.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RestoredAccountTest {

    private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-20T00:00:00Z");
    private static final FilterHash ONE_NUMBER = FilterHash.of(new TreeMap<>(Map.of("filter.to", "+14155550100")));
    private static final WindowId OCTOBER = WindowId.month(YearMonth.of(2026, 10));
    private static final WindowId NOVEMBER = WindowId.month(YearMonth.of(2026, 11));

    @Test
    void ignoresStateOfOtherFilters() {
        RestoredAccount stored = new RestoredAccount(
                Optional.of(rolling(FIRST, ONE_NUMBER)),
                Map.of(OCTOBER, month(FIRST, ONE_NUMBER), NOVEMBER, month(LATER, FilterHash.NONE)));

        assertThat(stored.with(ONE_NUMBER).backfill()).containsOnlyKeys(OCTOBER);
        assertThat(stored.with(ONE_NUMBER).started()).contains(FIRST);
        assertThat(stored.with(FilterHash.NONE).rolling()).isEmpty();
        assertThat(stored.with(FilterHash.NONE).backfill()).containsOnlyKeys(NOVEMBER);
        assertThat(stored.with(FilterHash.NONE).started()).contains(LATER);
    }

    /** The month was read up to the earlier first start, and the rolling windows begin at the later one. */
    @Test
    void ignoresAMonthOfAnEarlierFirstStart() {
        RestoredAccount stored = new RestoredAccount(
                Optional.of(rolling(LATER, FilterHash.NONE)), Map.of(NOVEMBER, month(FIRST, FilterHash.NONE)));

        assertThat(stored.with(FilterHash.NONE).backfill()).isEmpty();
        assertThat(stored.with(FilterHash.NONE).started()).contains(LATER);
    }

    @Test
    void hashesKeyAndValueOfAFilter() {
        assertThat(ONE_NUMBER.isValid()).isTrue();
        assertThat(FilterHash.of(new TreeMap<>())).isEqualTo(FilterHash.NONE);
        assertThat(FilterHash.of(new TreeMap<>(Map.of("filter.to", "+14155550101"))))
                .isNotEqualTo(ONE_NUMBER);
        assertThat(FilterHash.of(new TreeMap<>(Map.of("filter.from", "+14155550100"))))
                .isNotEqualTo(ONE_NUMBER);
    }

    private static WindowState.Rolling rolling(Instant started, FilterHash filters) {
        return new WindowState.Rolling(
                started,
                LATER,
                filters,
                new TreeMap<>(Map.of(Duration.ofMinutes(15), started)),
                Optional.empty(),
                UnpricedCalls.NONE);
    }

    private static WindowState.Backfill month(Instant started, FilterHash filters) {
        return new WindowState.Backfill(started, LATER, filters, Optional.empty(), true, UnpricedCalls.NONE);
    }
}

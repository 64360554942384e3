package io.callstream.kafka.connect.twilio.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.PageCursor;
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
    private static final Instant YEAR_AHEAD = Instant.parse("2027-11-20T00:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofDays(1);
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
    void keepsAStateThatTheClocksDoNotContradict() {
        RestoredAccount stored = new RestoredAccount(
                Optional.of(rolling(FIRST, LATER, Map.of(QUARTER, LATER.minusSeconds(60), DAY, FIRST))),
                Map.of(OCTOBER, month(FIRST, FilterHash.NONE)));

        assertThat(stored.notAfter(clocksAt(LATER))).isEqualTo(stored);
        assertThat(stored.notAfter(clocksAt(LATER.minusSeconds(60)))).isEqualTo(stored);
    }

    @Test
    void takesTheWatermarkOfADeeperWindowForOneInTheFuture() {
        Instant past = LATER.minusSeconds(7200);
        RestoredAccount stored = new RestoredAccount(
                Optional.of(rolling(FIRST, YEAR_AHEAD, Map.of(QUARTER, YEAR_AHEAD, DAY, past))), Map.of());

        WindowState.Rolling believed =
                stored.notAfter(clocksAt(LATER)).rolling().orElseThrow();

        assertThat(believed.watermarks()).isEqualTo(Map.of(QUARTER, past, DAY, past));
        assertThat(believed.saved()).isEqualTo(past.plusSeconds(60));
    }

    @Test
    void readsFromTheFirstStartWhereEveryWatermarkIsInTheFuture() {
        RestoredAccount stored = new RestoredAccount(
                Optional.of(rolling(FIRST, YEAR_AHEAD, Map.of(QUARTER, YEAR_AHEAD, DAY, YEAR_AHEAD))), Map.of());

        Instant sinceFirstStart = FIRST.minusSeconds(60);
        assertThat(stored.notAfter(clocksAt(LATER)).rolling().orElseThrow().watermarks())
                .isEqualTo(Map.of(QUARTER, sinceFirstStart, DAY, sinceFirstStart));
    }

    @Test
    void ignoresAStateWhoseFirstStartIsInTheFuture() {
        RestoredAccount stored = new RestoredAccount(
                Optional.of(rolling(YEAR_AHEAD, YEAR_AHEAD, Map.of(QUARTER, YEAR_AHEAD))),
                Map.of(OCTOBER, month(YEAR_AHEAD, FilterHash.NONE), NOVEMBER, month(FIRST, FilterHash.NONE)));

        assertThat(stored.notAfter(clocksAt(LATER)).rolling()).isEmpty();
        assertThat(stored.notAfter(clocksAt(LATER)).backfill()).containsOnlyKeys(NOVEMBER);
    }

    @Test
    void resumesNoSweepThatBeganInTheFuture() {
        WindowState.Rolling state = rolling(FIRST, LATER, Map.of(QUARTER, FIRST));
        RestoredAccount stored = new RestoredAccount(
                Optional.of(new WindowState.Rolling(
                        state.started(),
                        state.saved(),
                        state.filters(),
                        state.watermarks(),
                        Optional.of(new WindowState.DeepSweep(DAY, FIRST, YEAR_AHEAD, new PageCursor("/next"))),
                        UnpricedCalls.NONE)),
                Map.of());

        assertThat(stored.notAfter(clocksAt(LATER)).rolling()).contains(state);
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

    private static AccountFacts clocksAt(Instant now) {
        return new AccountFacts(Optional.empty(), now);
    }

    private static WindowState.Rolling rolling(Instant started, FilterHash filters) {
        return new WindowState.Rolling(
                started, LATER, filters, new TreeMap<>(Map.of(QUARTER, started)), Optional.empty(), UnpricedCalls.NONE);
    }

    private static WindowState.Rolling rolling(Instant started, Instant saved, Map<Duration, Instant> watermarks) {
        return new WindowState.Rolling(
                started, saved, FilterHash.NONE, new TreeMap<>(watermarks), Optional.empty(), UnpricedCalls.NONE);
    }

    private static WindowState.Backfill month(Instant started, FilterHash filters) {
        return new WindowState.Backfill(started, LATER, filters, Optional.empty(), true, UnpricedCalls.NONE);
    }
}

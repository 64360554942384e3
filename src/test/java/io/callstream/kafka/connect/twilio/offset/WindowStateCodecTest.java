package io.callstream.kafka.connect.twilio.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.kafka.connect.twilio.call.PageCursor;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowStateCodecTest {

    private static final WindowId OCTOBER = WindowId.month(YearMonth.of(2026, 10));
    private static final Instant STARTED = Instant.parse("2026-11-23T13:07:11Z");

    @Property
    void decodesAnEncodedBackfillState(@ForAll("backfillStates") WindowState.Backfill state) {
        assertThat(WindowStateCodec.decode(OCTOBER, WindowStateCodec.encode(state)))
                .isEqualTo(state);
    }

    @Property
    void decodesAnEncodedRollingState(@ForAll("rollingStates") WindowState.Rolling state) {
        assertThat(WindowStateCodec.decode(WindowId.ROLLING, WindowStateCodec.encode(state)))
                .isEqualTo(state);
    }

    @Property
    void encodesOnlyPrimitives(@ForAll("rollingStates") WindowState.Rolling state) {
        assertThat(WindowStateCodec.encode(state).values())
                .allMatch(value -> value instanceof String || value instanceof Long || value instanceof Boolean);
    }

    /** JSON turns a small Long into an Integer. */
    @Property
    void decodesAnInteger(@ForAll("rollingStates") WindowState.Rolling state) {
        Map<String, Object> map = WindowStateCodec.encode(state);
        map.put("version", 1);
        assertThat(WindowStateCodec.decode(WindowId.ROLLING, map)).isEqualTo(state);
    }

    @Property
    void decodesAnyValueOrNamesItsKey(
            @ForAll("rollingStates") WindowState.Rolling state, @ForAll int which, @ForAll("values") Object value) {
        Map<String, Object> map = WindowStateCodec.encode(state);
        String key = map.keySet().stream().sorted().toList().get(Math.floorMod(which, map.size()));
        map.put(key, value);
        try {
            assertThat(WindowStateCodec.decode(WindowId.ROLLING, map)).isInstanceOf(WindowState.Rolling.class);
        } catch (InvalidOffsetException e) {
            assertThat(e).hasMessageContaining("'" + key + "'").hasMessageContaining("expected ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "version, a whole number",
        "started, a time such as",
        "saved, a time such as",
        "date_updated, a time such as",
        "window_depth, a duration such as",
    })
    void namesAMissingKey(String key, String expected) {
        Map<String, Object> map = new HashMap<>(WindowStateCodec.encode(rolling(Optional.empty())));
        map.remove(key);
        assertThatThrownBy(() -> WindowStateCodec.decode(WindowId.ROLLING, map))
                .isInstanceOf(InvalidOffsetException.class)
                .hasMessageContaining("'" + key + "'")
                .hasMessageContaining("expected " + expected)
                .hasMessageContaining("; found nothing");
    }

    /** A start with such a value would fail when it is added to another. */
    @ParameterizedTest
    @CsvSource({
        "started, -1000000000-01-01T00:00:00Z, a time in the years 0000 to 9999",
        "saved, +1000000000-12-31T23:59:59Z, a time in the years 0000 to 9999",
        "date_updated, +10000-01-01T00:00:00Z, a time in the years 0000 to 9999",
        "date_updated.PT2H, -0001-12-31T23:59:59Z, a time in the years 0000 to 9999",
        "window_depth, PT2562047788015215H30M7S, a positive depth of at most 36500 days",
        "window_depth, PT0S, a positive depth of at most 36500 days",
        "window_depth, PT-2H, a positive depth of at most 36500 days",
        "window_depth, P99999999999999999999D, a duration such as PT2H",
        "date_updated.PT876000H0.1S, 2026-11-23T13:07:11Z, a positive depth of at most 36500 days",
        "date_updated.P99999999999999999999D, 2026-11-23T13:07:11Z, a key that ends in a depth such as PT2H",
    })
    void namesTheBoundOfAValueThatCannotBeUsed(String key, String value, String expected) {
        Map<String, Object> map = new HashMap<>(WindowStateCodec.encode(rolling(Optional.empty())));
        map.put(key, value);
        assertThatThrownBy(() -> WindowStateCodec.decode(WindowId.ROLLING, map))
                .isInstanceOf(InvalidOffsetException.class)
                .hasMessageContaining("'" + key + "'")
                .hasMessageContaining("expected " + expected);
    }

    @Test
    void rejectsAnotherVersion() {
        Map<String, Object> map = WindowStateCodec.encode(rolling(Optional.empty()));
        map.put("version", 2L);
        assertThatThrownBy(() -> WindowStateCodec.decode(WindowId.ROLLING, map))
                .hasMessageContaining("'version'")
                .hasMessageContaining("the only version that this connector reads");
    }

    @Test
    void rejectsAnIncompleteSweep() {
        WindowState.DeepSweep sweep = new WindowState.DeepSweep(
                Duration.ofHours(2), STARTED, STARTED, new PageCursor("/2010-04-01/Accounts/AC/Calls.json?Page=1"));
        Map<String, Object> map = WindowStateCodec.encode(rolling(Optional.of(sweep)));
        map.remove("sweep_horizon");
        assertThatThrownBy(() -> WindowStateCodec.decode(WindowId.ROLLING, map))
                .hasMessageContaining("'sweep_horizon'");
    }

    @Test
    void ignoresAKeyOfALaterVersion() {
        WindowState.Rolling state = rolling(Optional.empty());
        Map<String, Object> map = WindowStateCodec.encode(state);
        map.put("something_new", "x");
        assertThat(WindowStateCodec.decode(WindowId.ROLLING, map)).isEqualTo(state);
    }

    @Test
    void encodesReadableTimes() {
        assertThat(WindowStateCodec.encode(rolling(Optional.empty())))
                .containsEntry("version", 1L)
                .containsEntry("started", "2026-11-23T13:07:11Z")
                .containsEntry("date_updated", "2026-11-23T13:06:11Z")
                .containsEntry("date_updated.PT2H", "2026-11-23T13:05:11Z");
    }

    @Property
    void parsesAnEncodedPartition(@ForAll("texts") String account, @ForAll("texts") String window) {
        SourcePartition partition = new SourcePartition(account, new WindowId(window));
        assertThat(SourcePartition.fromMap(partition.toMap())).isEqualTo(partition);
        assertThat(partition.toMap()).isExactlyInstanceOf(HashMap.class);
    }

    @Test
    void rejectsAnotherConnectorsPartition() {
        assertThatThrownBy(() -> SourcePartition.fromMap(Map.of("account_sid", "AC", "filename", "x")))
                .isInstanceOf(InvalidOffsetException.class)
                .hasMessageContaining("'window'");
        assertThatThrownBy(() -> SourcePartition.fromMap(Map.of())).isInstanceOf(InvalidOffsetException.class);
    }

    private static WindowState.Rolling rolling(Optional<WindowState.DeepSweep> sweep) {
        SortedMap<Duration, Instant> watermarks = new TreeMap<>();
        watermarks.put(Duration.ofMinutes(15), STARTED.minusSeconds(60));
        watermarks.put(Duration.ofHours(2), STARTED.minusSeconds(120));
        return new WindowState.Rolling(STARTED, STARTED, FilterHash.NONE, watermarks, sweep, UnpricedCalls.NONE);
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.of("x", "", 7L, -1, true, 1.5, "2026-11-23T13:07:11Z", "PT2H", "AAAAAAAAAAA=");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(40);
    }

    @Provide
    Arbitrary<WindowState.Backfill> backfillStates() {
        return Combinators.combine(
                        moments(), moments(), filters(), cursors().optional(), Arbitraries.of(true, false), unpriced())
                .as(WindowState.Backfill::new);
    }

    @Provide
    Arbitrary<WindowState.Rolling> rollingStates() {
        Arbitrary<SortedMap<Duration, Instant>> watermarks = Arbitraries.maps(
                        Arbitraries.integers().between(1, 600_000).map(Duration::ofMinutes), moments())
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(TreeMap::new);
        Arbitrary<Optional<WindowState.DeepSweep>> sweeps = Combinators.combine(
                        Arbitraries.integers().between(1, 600_000).map(Duration::ofMinutes),
                        moments(),
                        moments(),
                        cursors())
                .as(WindowState.DeepSweep::new)
                .optional();
        return Combinators.combine(moments(), moments(), filters(), watermarks, sweeps, unpriced())
                .as(WindowState.Rolling::new);
    }

    private static Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
    }

    private static Arbitrary<FilterHash> filters() {
        return Arbitraries.of(FilterHash.NONE, FilterHash.of(new TreeMap<>(Map.of("filter.to", "+14155550100"))));
    }

    private static Arbitrary<PageCursor> cursors() {
        return Arbitraries.strings().ofMaxLength(60).map(PageCursor::new);
    }

    private static Arbitrary<UnpricedCalls> unpriced() {
        return Arbitraries.oneOf(
                Arbitraries.longs().array(long[].class).ofMaxSize(50).map(UnpricedCalls::of),
                Arbitraries.just(UnpricedCalls.OVERFLOW));
    }
}

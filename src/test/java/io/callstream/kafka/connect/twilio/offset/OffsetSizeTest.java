package io.callstream.kafka.connect.twilio.offset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import io.callstream.kafka.connect.twilio.docs.GeneratedDoc;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Computes the sizes in docs/offsets.md: the bytes that Connect stores for the calls without a price. Those are the calls of
 * the last minute, whose price is still missing, and the calls that never get one.
 */
class OffsetSizeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final String ACCOUNT = "AC" + "0a".repeat(16);
    private static final String LIST = "/2010-04-01/Accounts/" + ACCOUNT + "/Calls.json?";
    private static final String TOKEN = "PageSize=1000&Page=12&PageToken=PACA" + "0a".repeat(16);
    private static final WindowId MONTH = new WindowId("backfill:2026-10");

    private static final double NEVER_PRICED = WorldProfile.LIVELY.neverPriced();
    private static final int LOOKBACK_DAYS = 14;
    private static final int DAYS_OF_A_MONTH = 31;
    private static final int MINUTES_OF_A_DAY = 24 * 60;

    @Test
    void theDocsListTheSizes() throws JsonProcessingException {
        List<String> lines = new ArrayList<>(List.of(
                "| calls a day | wait in `rolling` | stored by a commit | wait in a month of the backfill | stored by a commit |",
                "|---|---|---|---|---|"));
        for (int perDay : new int[] {1_000, 10_000, 50_000, 100_000, 1_000_000}) {
            lines.add(row("%,d".formatted(perDay), waiting(perDay), waitingOfMonth(perDay)));
        }
        lines.add(row("the most that are kept", UnpricedCalls.CAPACITY, UnpricedCalls.CAPACITY));
        lines.add("");
        lines.add(
                "(All of them completed, %.0f %% never priced, the others a minute after their end; `lookback.days=%d`."
                        .formatted(100 * NEVER_PRICED, LOOKBACK_DAYS));
        lines.add(
                "So more than %,d calls a day are too many for `rolling`, and more than %,d for a month of the backfill.)"
                        .formatted(mostPerDay(), mostPerDayOfMonth()));
        new GeneratedDoc("offsets.md", "sizes").mustBe(lines);
    }

    @Test
    void theLimitIsExact() {
        assertThat(waiting(mostPerDay())).isLessThanOrEqualTo(UnpricedCalls.CAPACITY);
        assertThat(waiting(mostPerDay() + 4)).isGreaterThan(UnpricedCalls.CAPACITY);
        assertThat(waitingOfMonth(mostPerDayOfMonth())).isLessThanOrEqualTo(UnpricedCalls.CAPACITY);
        assertThat(waitingOfMonth(mostPerDayOfMonth() + 2)).isGreaterThan(UnpricedCalls.CAPACITY);
        assertThat(UnpricedCalls.of(hashes(UnpricedCalls.CAPACITY)).overflowed())
                .isFalse();
        assertThat(UnpricedCalls.of(hashes(UnpricedCalls.CAPACITY + 1)).overflowed())
                .isTrue();
    }

    private static String row(String calls, int waiting, int waitingOfMonth) throws JsonProcessingException {
        return "| %s | %,d | %s | %,d | %s |"
                .formatted(calls, waiting, stored(rolling(waiting)), waitingOfMonth, stored(month(waitingOfMonth)));
    }

    private static int waiting(int perDay) {
        return (int) Math.ceil(perDay * waitingPerCallADay());
    }

    private static double waitingPerCallADay() {
        return NEVER_PRICED * LOOKBACK_DAYS + (1 - NEVER_PRICED) / MINUTES_OF_A_DAY;
    }

    private static int waitingOfMonth(int perDay) {
        return (int) Math.ceil(perDay * NEVER_PRICED * DAYS_OF_A_MONTH);
    }

    private static int mostPerDay() {
        return (int) (UnpricedCalls.CAPACITY / waitingPerCallADay());
    }

    private static int mostPerDayOfMonth() {
        return (int) (UnpricedCalls.CAPACITY / (NEVER_PRICED * DAYS_OF_A_MONTH));
    }

    private static WindowState rolling(int unpriced) {
        SortedMap<Duration, Instant> watermarks = new TreeMap<>();
        for (Duration depth : List.of(
                Duration.ofMinutes(15),
                Duration.ofHours(2),
                Duration.ofHours(16),
                Duration.ofHours(128),
                Duration.ofDays(LOOKBACK_DAYS))) {
            watermarks.put(depth, NOW);
        }
        WindowState.DeepSweep sweep =
                new WindowState.DeepSweep(Duration.ofDays(LOOKBACK_DAYS), NOW, NOW, new PageCursor(LIST + TOKEN));
        return new WindowState.Rolling(
                NOW, NOW, FilterHash.NONE, watermarks, Optional.of(sweep), UnpricedCalls.of(hashes(unpriced)));
    }

    private static WindowState month(int unpriced) {
        PageCursor cursor = new PageCursor(LIST + "StartTime%3E=2026-10-01&StartTime%3C=2026-11-01&" + TOKEN);
        return new WindowState.Backfill(
                NOW, NOW, FilterHash.NONE, Optional.of(cursor), false, UnpricedCalls.of(hashes(unpriced)));
    }

    private static long[] hashes(int count) {
        return new Random(1).longs(count).toArray();
    }

    /** Size of what Connect stores: JSON without schemas, with the connector's name and partition as key, the offset as value. */
    private static String stored(WindowState state) throws JsonProcessingException {
        boolean isRolling = state instanceof WindowState.Rolling;
        UnpricedCalls unpriced =
                isRolling ? ((WindowState.Rolling) state).unpriced() : ((WindowState.Backfill) state).unpriced();
        WindowId window = isRolling ? WindowId.ROLLING : MONTH;
        int bytes = bytes(List.of("twilio-calls", new SourcePartition(ACCOUNT, window).toMap()))
                + bytes(WindowStateCodec.encode(state));
        return (unpriced.overflowed() ? "too many; %,d bytes" : "%,d bytes").formatted(bytes);
    }

    private static int bytes(Object value) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsBytes(value).length;
    }
}

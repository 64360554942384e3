package io.callstream.kafka.connect.twilio.sync.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RollingDepthsTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void hasFiveWindowsForTwoWeeks() {
        RollingDepths depths = new RollingDepths(Duration.ofDays(14), Duration.ofSeconds(30));

        assertThat(IntStream.range(0, depths.count()).mapToObj(depths::depth))
                .containsExactly(
                        Duration.ofMinutes(15),
                        Duration.ofHours(2),
                        Duration.ofHours(16),
                        Duration.ofHours(128),
                        Duration.ofDays(14));
        assertThat(IntStream.range(0, depths.count()).mapToObj(depths::interval))
                .containsExactly(
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(15),
                        Duration.ofHours(2),
                        Duration.ofHours(16),
                        Duration.ofHours(128));
    }

    @Property
    void readsACallFewerThanSeventyTwoTimes(@ForAll @IntRange(min = 1, max = 400) int days) {
        RollingDepths depths = new RollingDepths(Duration.ofDays(days), Duration.ofSeconds(30));

        double reads = IntStream.range(0, depths.count())
                .mapToDouble(window -> (double) depths.depth(window).toSeconds()
                        / depths.interval(window).toSeconds())
                .sum();

        assertThat(reads).isLessThan(72);
        assertThat(depths.depth(depths.count() - 1)).isEqualTo(Duration.ofDays(days));
    }

    @Test
    void aShorterLookbackAdoptsADeeperWatermark() {
        SortedMap<Duration, Instant> stored = new TreeMap<>();
        stored.put(Duration.ofMinutes(15), NOON);
        stored.put(Duration.ofHours(2), NOON.minusSeconds(1));
        stored.put(Duration.ofHours(16), NOON.minusSeconds(2));
        stored.put(Duration.ofHours(128), NOON.minusSeconds(3));
        stored.put(Duration.ofDays(14), NOON.minusSeconds(4));

        SortedMap<Duration, Instant> adopted =
                new RollingDepths(Duration.ofDays(1), Duration.ofSeconds(30)).adopt(stored);

        assertThat(adopted)
                .containsEntry(Duration.ofMinutes(15), NOON)
                .containsEntry(Duration.ofHours(2), NOON.minusSeconds(1))
                .containsEntry(Duration.ofHours(16), NOON.minusSeconds(2))
                .containsEntry(Duration.ofDays(1), NOON.minusSeconds(3))
                .hasSize(4);
    }

    @Test
    void aLongerLookbackAdoptsTheDeepestWatermark() {
        SortedMap<Duration, Instant> stored = new TreeMap<>();
        stored.put(Duration.ofMinutes(15), NOON);
        stored.put(Duration.ofDays(1), NOON.minusSeconds(9));

        SortedMap<Duration, Instant> adopted =
                new RollingDepths(Duration.ofDays(30), Duration.ofSeconds(30)).adopt(stored);

        assertThat(adopted).containsEntry(Duration.ofDays(30), NOON.minusSeconds(9));
    }
}

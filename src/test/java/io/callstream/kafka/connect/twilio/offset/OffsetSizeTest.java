package io.callstream.kafka.connect.twilio.offset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.kafka.connect.twilio.GeneratedDoc;
import io.callstream.kafka.connect.twilio.sync.model.FilterHash;
import io.callstream.kafka.connect.twilio.sync.model.PageCursor;
import io.callstream.kafka.connect.twilio.sync.model.UnpricedCalls;
import io.callstream.kafka.connect.twilio.sync.model.WindowId;
import io.callstream.kafka.connect.twilio.sync.model.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sizes in docs/offsets.md: what Connect stores for the rolling windows, as it stores it. */
class OffsetSizeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final String ACCOUNT = "AC" + "0a".repeat(16);

    @Test
    void theSizesAreThoseOfTheDocs() throws JsonProcessingException {
        List<String> table = new ArrayList<>(
                List.of("| calls a day | waiting for a price | stored by each commit |", "|---|---|---|"));
        for (int perDay : new int[] {1_000, 10_000, 100_000, 1_000_000}) {
            int waiting = (perDay + 24 * 60 - 1) / (24 * 60);
            table.add("| %,d | %,d | %,d bytes |".formatted(perDay, waiting, size(waiting)));
        }
        int most = UnpricedCalls.CAPACITY;
        table.add("| any, with the most that are kept | %,d | %,d bytes |".formatted(most, size(most)));
        table.add("| any, with more | %,d | %,d bytes |".formatted(most + 1, size(most + 1)));
        new GeneratedDoc("offsets.md", "sizes").mustBe(table);
    }

    private static int size(int unpriced) throws JsonProcessingException {
        SortedMap<Duration, Instant> watermarks = new TreeMap<>();
        for (Duration depth : List.of(
                Duration.ofMinutes(15),
                Duration.ofHours(2),
                Duration.ofHours(16),
                Duration.ofHours(128),
                Duration.ofDays(14))) {
            watermarks.put(depth, NOW);
        }
        WindowState.DeepSweep sweep = new WindowState.DeepSweep(
                Duration.ofDays(14),
                NOW,
                NOW,
                new PageCursor("/2010-04-01/Accounts/" + ACCOUNT + "/Calls.json?PageSize=1000&Page=12&PageToken=PACA"
                        + "0a".repeat(16)));
        WindowState state = new WindowState.Rolling(
                NOW,
                NOW,
                FilterHash.NONE,
                watermarks,
                Optional.of(sweep),
                UnpricedCalls.of(new Random(1).longs(unpriced).toArray()));
        // Connect stores JSON without schemas: the connector's name and the partition as the key, the offset as the
        // value
        return bytes(List.of("twilio-calls", new SourcePartition(ACCOUNT, WindowId.ROLLING).toMap()))
                + bytes(SourceOffset.encode(state));
    }

    private static int bytes(Object value) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsBytes(value).length;
    }
}

package io.callstream.kafka.connect.twilio.sync.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackfillTest {

    private static final Instant STARTED = Instant.parse("2026-11-23T13:00:00Z");
    private static final SyncSettings ONE_MONTH = new SyncSettings(
            Duration.ofSeconds(30),
            Duration.ofDays(14),
            1000,
            4,
            new BackfillStart.From(LocalDate.of(2026, 11, 1)),
            new UserFilters(FilterHash.NONE, Optional.of("completed")),
            false);

    private final Backfill backfill = new Backfill(ONE_MONTH, STARTED, Optional.empty(), Map.of(), event -> {});
    private long now;
    private int cursors;

    @Test
    void failsAfterTwentyRejectionsWithoutProgress() {
        for (int rejection = 1; rejection < 20; rejection++) {
            readPages(2);
            rejected();
        }
        readPages(2);

        assertThatThrownBy(this::rejected)
                .isInstanceOf(StuckWindowException.class)
                .hasMessageContaining("backfill:2026-11")
                .hasMessageContaining("20 times")
                .hasMessageContaining("page 2")
                .hasMessageContaining("the token is too old")
                .hasMessageContaining("page.size");
        assertThat(now)
                .as("milliseconds of retries")
                .isGreaterThan(Duration.ofHours(3).toMillis());
    }

    @Test
    void retriesAsLongAsAWindowProgresses() {
        for (int pages = 1; pages < 60; pages++) {
            readPages(pages);
            rejected();
        }
        assertThat(backfill.windowsLeft()).isEqualTo(1);
    }

    /** Page 1 leads to page 2, page 2 to page 3, and page 3 to page 2. */
    @Test
    void failsWhenThePagesOfAWindowLeadBack() {
        assertThatThrownBy(() -> {
                    for (int page = 0; page < 20; page++) {
                        cursors = page % 2;
                        readPages(1);
                    }
                })
                .isInstanceOf(StuckWindowException.class)
                .hasMessageContaining("backfill:2026-11")
                .hasMessageContaining("leads back");
        assertThat(backfill.rows()).isZero();
    }

    private void readPages(int pages) {
        for (int page = 0; page < pages; page++) {
            backfill.take(
                    next(),
                    new CallsPage(
                            List.of(), Optional.of(new PageCursor("/" + ++cursors)), STARTED, Optional.empty(), 0));
        }
    }

    private void rejected() {
        backfill.readAgain(next(), "the token is too old", now);
        now = backfill.nextDue();
    }

    private BackfillWindow next() {
        List<Read> reads = new ArrayList<>();
        backfill.addReads(reads, 9, now);
        return ((Read.OfBackfill) reads.get(0)).window();
    }
}

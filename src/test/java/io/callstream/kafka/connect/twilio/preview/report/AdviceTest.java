package io.callstream.kafka.connect.twilio.preview.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.preview.sample.AccountSample;
import io.callstream.kafka.connect.twilio.preview.sample.AccountSample.BackfillLists;
import io.callstream.kafka.connect.twilio.preview.sample.Quantity;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdviceTest {

    private static final AccountSample SMALL = sample(500, 500, 10);
    private static final AccountSample LARGE = sample(50_000_000, 2_000_000, 100_000);

    @Test
    void givesNoAdviceWhereEverythingFits() {
        assertThat(keys(settings(1000, 4, 14), 1, SMALL)).isEmpty();
        assertThat(keys(settings(1000, 4, 14), 1, SMALL, SMALL)).isEmpty();
    }

    @Test
    void suggestsALaterStartAndMoreRequestsForALongBackfill() {
        assertThat(keys(settings(1000, 4, 14), 1, LARGE)).contains("backfill.start.date", "max.concurrent.requests");
    }

    /** The pages of one list are read one after another, regardless of the concurrency limit. */
    @Test
    void suggestsNoMoreRequestsWhereOneListDominates() {
        AccountSample oneList = sample(50_000_000, 50_000_000, 100_000);
        assertThat(keys(settings(1000, 4, 14), 1, oneList)).doesNotContain("max.concurrent.requests");
    }

    @Test
    void suggestsLargerPagesForALargeAccount() {
        assertThat(keys(settings(100, 4, 14), 1, LARGE)).contains("page.size");
        assertThat(keys(settings(100, 4, 14), 1, SMALL)).doesNotContain("page.size");
    }

    @Test
    void suggestsAsManyTasksAsAccountsNeed() {
        assertThat(keys(settings(1000, 4, 14), 2, SMALL)).containsExactly("tasks.max");
        AccountSample[] many = Collections.nCopies(100, SMALL).toArray(AccountSample[]::new);
        assertThat(keys(settings(1000, 4, 14), 1, many)).containsExactly("tasks.max");
        assertThat(keys(settings(1000, 4, 14), 100, many)).isEmpty();
    }

    @Test
    void warnsOfHighMemory() {
        assertThat(keys(settings(1000, 4, 400), 1, LARGE)).contains("lookback.days");
        assertThat(keys(settings(1000, 4, 14), 1, LARGE)).doesNotContain("lookback.days");
    }

    private static List<String> keys(SyncSettings settings, int tasks, AccountSample... samples) {
        List<AccountSample> accounts = List.of(samples);
        return Advice.on(settings, tasks, accounts, Estimate.of(accounts, settings, tasks)).stream()
                .map(Advice::key)
                .toList();
    }

    private static AccountSample sample(double calls, double longestList, double callsPerDay) {
        return new AccountSample(
                "AC" + "0".repeat(32),
                Optional.of(LocalDate.of(2023, 1, 1)),
                Quantity.counted(calls),
                new BackfillLists(40, 0, longestList),
                callsPerDay,
                Duration.ofSeconds(2),
                false);
    }

    private static SyncSettings settings(int pageSize, int maxConcurrentRequests, int lookbackDays) {
        return new SyncSettings(
                Duration.ofSeconds(30),
                Duration.ofDays(lookbackDays),
                pageSize,
                maxConcurrentRequests,
                new BackfillStart.All(),
                UserFilters.NONE,
                false);
    }
}

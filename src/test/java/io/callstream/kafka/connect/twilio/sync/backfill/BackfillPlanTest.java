package io.callstream.kafka.connect.twilio.sync.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.sync.backfill.BackfillWindow.Contents;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import io.callstream.kafka.connect.twilio.window.WindowId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackfillPlanTest {

    private static final Instant STARTED = Instant.parse("2026-11-23T13:00:00Z");

    @Test
    void endsAMonthBeforeTheFirstOfTheNext() {
        List<Contents> windows = windows(new BackfillStart.All(), Optional.of(Instant.parse("2026-10-31T23:59:59Z")));

        assertThat(windows)
                .extracting(window -> window.id().name())
                .containsExactly(
                        "backfill:undated-queued",
                        "backfill:undated-canceled",
                        "backfill:undated-failed",
                        "backfill:2026-11",
                        "backfill:2026-10");
        assertThat(windows.get(4).filter())
                .isEqualTo(CallFilter.started(Optional.of(LocalDate.of(2026, 10, 1)), LocalDate.of(2026, 11, 1)));
    }

    @Test
    void readsAllBeforeTheMonthsIfTheAgeIsUnknown() {
        List<Contents> windows = windows(new BackfillStart.All(), Optional.empty());

        Contents older = windows.get(windows.size() - 1);
        assertThat(older.id()).isEqualTo(WindowId.OLDER);
        assertThat(older.filter()).isEqualTo(CallFilter.started(Optional.empty(), LocalDate.of(2025, 11, 1)));
        assertThat(windows).hasSize(3 + 13 + 1);
    }

    @Test
    void keepsThePlanOfAnAccountOfUnknownAge() {
        Optional<Instant> created = Optional.of(Instant.parse("2020-01-01T00:00:00Z"));
        List<Contents> windows = BackfillPlan.windows(
                settings(new BackfillStart.All(), Optional.empty()), STARTED, created, Set.of(WindowId.OLDER));

        assertThat(windows).extracting(Contents::id).contains(WindowId.OLDER);
    }

    /** As when the credential could read the account at the first start, and cannot at a restart. */
    @Test
    void keepsThePlanByMonthThatStoredMonthsProve() {
        WindowId early = WindowId.month(YearMonth.of(2024, 3));
        List<Contents> windows = BackfillPlan.windows(
                settings(new BackfillStart.All(), Optional.empty()), STARTED, Optional.empty(), Set.of(early));

        assertThat(windows).extracting(Contents::id).contains(early).doesNotContain(WindowId.OLDER);
        assertThat(windows.get(windows.size() - 1).id())
                .as("months before that may be left to read")
                .isEqualTo(WindowId.month(YearMonth.of(2008, 1)));
    }

    @Test
    void namesTheDayOfAStartWithinAMonth() {
        List<Contents> windows = windows(new BackfillStart.From(LocalDate.of(2026, 10, 15)), Optional.empty());

        assertThat(windows)
                .extracting(window -> window.id().name())
                .containsExactly(
                        "backfill:undated-queued-2026-10-15",
                        "backfill:undated-canceled-2026-10-15",
                        "backfill:undated-failed-2026-10-15",
                        "backfill:2026-11",
                        "backfill:2026-10-15");
        assertThat(windows.get(4).filter().startFrom()).contains(LocalDate.of(2026, 10, 15));
    }

    @Test
    void plansNoWindowForNone() {
        assertThat(windows(new BackfillStart.None(), Optional.of(STARTED))).isEmpty();
    }

    @Test
    void plansUndatedWindowsOnlyForTheFilteredStatus() {
        List<Contents> windows = BackfillPlan.windows(
                settings(new BackfillStart.All(), Optional.of("completed")), STARTED, Optional.of(STARTED), Set.of());

        assertThat(windows).extracting(window -> window.id().name()).containsExactly("backfill:2026-11");
    }

    @Property
    void putsEachDaySinceCreationIntoOneMonth(
            @ForAll @IntRange(min = 0, max = 4000) int age, @ForAll @IntRange(min = 0, max = 4000) int dayBack) {
        Instant created = STARTED.minus(Duration.ofDays(age));
        LocalDate day = STARTED.minus(Duration.ofDays(Math.min(age, dayBack)))
                .atZone(ZoneOffset.UTC)
                .toLocalDate();

        assertThat(windows(new BackfillStart.All(), Optional.of(created)))
                .filteredOn(window -> !window.undatedOnly())
                .filteredOn(window -> !day.isBefore(window.filter().startFrom().orElseThrow())
                        && day.isBefore(window.filter().startBefore().orElseThrow()))
                .hasSize(1);
    }

    @Property
    void looksUpEveryPlannedWindow(@ForAll @IntRange(min = 0, max = 6000) int age) {
        for (BackfillStart start : List.of(
                new BackfillStart.All(),
                new BackfillStart.From(STARTED.minus(Duration.ofDays(age))
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()))) {
            SyncSettings settings = settings(start, Optional.empty());
            List<Contents> planned =
                    BackfillPlan.windows(settings, STARTED, Optional.of(STARTED.minus(Duration.ofDays(age))), Set.of());

            assertThat(BackfillPlan.windowsToLookUp(settings, STARTED.plus(Duration.ofDays(40))))
                    .contains(WindowId.ALL, WindowId.OLDER)
                    .containsAll(planned.stream().map(Contents::id).toList());
        }
    }

    private static List<Contents> windows(BackfillStart start, Optional<Instant> created) {
        return BackfillPlan.windows(settings(start, Optional.empty()), STARTED, created, Set.of());
    }

    private static SyncSettings settings(BackfillStart start, Optional<String> status) {
        return new SyncSettings(
                Duration.ofSeconds(30),
                Duration.ofDays(14),
                1000,
                4,
                start,
                new UserFilters(FilterHash.NONE, status),
                false);
    }
}

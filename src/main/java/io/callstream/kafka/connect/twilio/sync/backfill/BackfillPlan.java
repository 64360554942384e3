package io.callstream.kafka.connect.twilio.sync.backfill;

import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.sync.backfill.BackfillWindow.Contents;
import io.callstream.kafka.connect.twilio.sync.ledger.CallStatus;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.WindowId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The windows of a backfill: one for each UTC calendar month of {@code start_time} up to the month of the
 * connector's first start, and one for each status in which a call may have no {@code start_time}.
 *
 * <p>The same settings, first start and account always give the same windows, so that a restart finds its own.
 */
public final class BackfillPlan {

    /** No account is older: Twilio's API opened in 2008. */
    private static final YearMonth FIRST_MONTH = YearMonth.of(2008, 1);

    /** Months read one by one where the account's age is not known; what is older is one window. */
    private static final int MONTHS_OF_UNKNOWN_ACCOUNT = 13;

    private BackfillPlan() {}

    /**
     * Every window that an earlier run may have stored an offset for.
     *
     * @param latest the latest time that a clock shows now: a window of a later month cannot be stored
     */
    public static Set<WindowId> windowsToLookUp(SyncSettings settings, Instant latest) {
        Set<WindowId> windows = new LinkedHashSet<>(List.of(WindowId.ALL, WindowId.OLDER));
        Optional<LocalDate> firstDay = firstDay(settings);
        YearMonth first = firstDay.map(YearMonth::from).orElse(FIRST_MONTH);
        months(first, monthOf(latest), firstDay).map(Contents::id).forEach(windows::add);
        undated(settings, firstDay).map(Contents::id).forEach(windows::add);
        return windows;
    }

    /**
     * The lists that are read of an account that was never read before and has more than a page, each to its end: by month,
     * and by status.
     *
     * @param started when the connector first starts for the account
     * @param created when the account was created, if known
     */
    public static List<CallFilter> lists(SyncSettings settings, Instant started, Optional<Instant> created) {
        return windows(settings, started, created, Set.of()).stream()
                .map(Contents::filter)
                .toList();
    }

    /** The one page that holds a small account whole. */
    static Contents all() {
        return new Contents(WindowId.ALL, CallFilter.NONE, false, Optional.empty());
    }

    /**
     * The windows of a backfill that is more than a page, in the order in which they are read.
     *
     * @param started when the connector first started for the account
     * @param created when the account was created, if known
     * @param stored windows that an earlier run stored an offset for
     */
    static List<Contents> windows(
            SyncSettings settings, Instant started, Optional<Instant> created, Set<WindowId> stored) {
        if (settings.backfillStart() instanceof BackfillStart.None) {
            return List.of();
        }
        YearMonth last = monthOf(started);
        Optional<LocalDate> firstDay = firstDay(settings);
        List<Contents> windows = new ArrayList<>(undated(settings, firstDay).toList());
        if (firstDay.isPresent()) {
            months(YearMonth.from(firstDay.get()), last, firstDay).forEach(windows::add);
        } else {
            YearMonth firstOfUnknownAge = last.minusMonths(MONTHS_OF_UNKNOWN_ACCOUNT - 1);
            Optional<YearMonth> first = firstMonth(created, firstOfUnknownAge, stored);
            months(first.orElse(firstOfUnknownAge), last, firstDay).forEach(windows::add);
            if (first.isEmpty()) {
                windows.add(window(WindowId.OLDER, CallFilter.started(Optional.empty(), firstOfUnknownAge.atDay(1))));
            }
        }
        return windows;
    }

    /**
     * The first of all months; empty if what is older than the months is one window. An account whose age is not known at this
     * start was read month by month before if a month is stored that this window would hold.
     */
    private static Optional<YearMonth> firstMonth(
            Optional<Instant> created, YearMonth firstOfUnknownAge, Set<WindowId> stored) {
        if (stored.contains(WindowId.OLDER)) {
            return Optional.empty();
        }
        boolean olderMonths = stored.stream()
                .flatMap(window -> window.firstDay().stream())
                .anyMatch(day -> day.isBefore(firstOfUnknownAge.atDay(1)));
        return created.map(BackfillPlan::monthOf).or(() -> olderMonths ? Optional.of(FIRST_MONTH) : Optional.empty());
    }

    private static Optional<LocalDate> firstDay(SyncSettings settings) {
        return settings.backfillStart() instanceof BackfillStart.From from ? Optional.of(from.day()) : Optional.empty();
    }

    /** Newest first: what is recent is of most use. */
    private static Stream<Contents> months(YearMonth first, YearMonth last, Optional<LocalDate> firstDay) {
        return Stream.iterate(last, month -> !month.isBefore(first), month -> month.minusMonths(1))
                .map(month -> month(month, firstDay));
    }

    private static Contents month(YearMonth month, Optional<LocalDate> firstDay) {
        LocalDate from = firstDay.filter(day -> day.isAfter(month.atDay(1))).orElse(month.atDay(1));
        WindowId id = from.getDayOfMonth() == 1 ? WindowId.month(month) : WindowId.monthFrom(from);
        return window(
                id, CallFilter.started(Optional.of(from), month.plusMonths(1).atDay(1)));
    }

    private static Stream<Contents> undated(SyncSettings settings, Optional<LocalDate> firstDay) {
        return CallStatus.UNDATED.stream()
                .filter(settings.filters()::allowStatus)
                .map(status -> new Contents(
                        firstDay.map(day -> WindowId.undatedFrom(status, day)).orElse(WindowId.undated(status)),
                        CallFilter.status(status),
                        true,
                        firstDay.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())));
    }

    private static Contents window(WindowId id, CallFilter filter) {
        return new Contents(id, filter, false, Optional.empty());
    }

    private static YearMonth monthOf(Instant time) {
        return YearMonth.from(time.atZone(ZoneOffset.UTC));
    }
}

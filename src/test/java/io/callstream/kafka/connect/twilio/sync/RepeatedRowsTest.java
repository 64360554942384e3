package io.callstream.kafka.connect.twilio.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A call that lists show again is the same call, however old: each state of it is emitted once. */
class RepeatedRowsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant AUGUST = Instant.parse("2026-08-14T09:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-09-01T00:00:00Z");

    /** The pages of each list, by its filter; any other list is empty. */
    private Function<CallFilter, List<List<Call>>> lists = filter -> List.of();

    private final Map<PageCursor, List<List<Call>>> behind = new HashMap<>();

    @Test
    void emitsARowThatAPageShowsTwiceOnce() {
        List<Call> calls = old(10);
        august(List.of(Stream.concat(calls.stream(), calls.stream().limit(2)).toList()));

        assertThat(emitted()).containsExactlyElementsOf(calls);
    }

    @Test
    void emitsTheRowsOfOverlappingPagesOnce() {
        List<Call> calls = old(5000);
        august(IntStream.range(0, 6)
                .mapToObj(page -> calls.subList(page * 850, Math.min(5000, page * 850 + 1000)))
                .toList());

        assertThat(emitted()).containsExactlyElementsOf(calls);
    }

    @Test
    void emitsACallAtMidnightOnceWhereBothMonthsShowIt() {
        Call midnight = CallRow.completed(1, MIDNIGHT).call();
        lists = filter -> isOf(filter, MIDNIGHT) || isOf(filter, AUGUST) ? List.of(List.of(midnight)) : List.of();

        assertThat(emitted()).containsExactly(midnight);
    }

    @Test
    void emitsACallWithoutStartTimeOnceWhereItsMonthShowsItToo() {
        Call undated = new CallRow(CallRow.sid(1), "failed", AUGUST, AUGUST, null, null).call();
        lists = filter ->
                isOf(filter, AUGUST) || filter.status().filter("failed"::equals).isPresent()
                        ? List.of(List.of(undated))
                        : List.of();

        assertThat(emitted()).containsExactly(undated);
    }

    @Test
    void emitsAChangeThatTheSecondRowShows() {
        CallRow row = CallRow.completed(1, AUGUST);
        august(List.of(List.of(row.call()), List.of(row.priced("-0.0085").call())));

        assertThat(emitted()).containsExactly(row.call(), row.priced("-0.0085").call());
    }

    private void august(List<List<Call>> pages) {
        lists = filter -> isOf(filter, AUGUST) ? pages : List.of();
    }

    private static boolean isOf(CallFilter filter, Instant month) {
        LocalDate first = YearMonth.from(month.atZone(ZoneOffset.UTC)).atDay(1);
        return filter.startFrom().filter(first::equals).isPresent();
    }

    private static List<Call> old(int count) {
        return IntStream.range(0, count)
                .mapToObj(number ->
                        CallRow.completed(number, AUGUST.minusSeconds(number)).call())
                .toList();
    }

    /** What the first start emits, in order. */
    private List<Call> emitted() {
        SyncSettings settings = new SyncSettings(
                Duration.ofSeconds(30),
                Duration.ofDays(14),
                1000,
                1,
                new BackfillStart.From(LocalDate.of(2026, 8, 1)),
                new UserFilters(FilterHash.NONE, Optional.empty()),
                false);
        AccountSync sync = new AccountSync(
                settings, new AccountFacts(Optional.empty(), NOW), RestoredAccount.NOTHING, 0, event -> {});
        List<Call> emitted = new ArrayList<>();
        while (sync.progress().backfillWindowsLeft() > 0) {
            for (Read read : sync.next(0, 1)) {
                sync.take(read, new CallsReply.Page(page(read.request())), 0)
                        .ifPresent(changes -> emitted.addAll(changes.changes()));
            }
        }
        return emitted;
    }

    private CallsPage page(CallsRequest request) {
        List<List<Call>> pages = request instanceof CallsRequest.NextPage next
                ? behind.get(next.cursor())
                : lists.apply(((CallsRequest.FirstPage) request).filter());
        Optional<PageCursor> next = Optional.empty();
        if (pages.size() > 1) {
            PageCursor cursor = new PageCursor("/" + behind.size());
            behind.put(cursor, pages.subList(1, pages.size()));
            next = Optional.of(cursor);
        }
        return new CallsPage(pages.isEmpty() ? List.of() : pages.get(0), next, NOW, Optional.empty(), 0);
    }
}

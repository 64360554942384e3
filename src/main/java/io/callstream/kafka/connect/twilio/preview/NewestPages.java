package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The first pages of an account's list, one after the other: all of a small account, and of a large one its newest calls,
 * those among them that never started, and how long a page takes.
 *
 * @param pages at least one
 * @param times how long each took
 */
record NewestPages(List<CallsPage> pages, List<Duration> times) {

    private static final int MOST_PAGES = 3;

    static CompletableFuture<NewestPages> read(PageReader reader, int pageSize, LongSupplier nanoTime) {
        return readFrom(
                new CallsRequest.FirstPage(CallFilter.NONE, pageSize),
                new NewestPages(List.of(), List.of()),
                reader,
                pageSize,
                nanoTime);
    }

    int count() {
        return pages.size();
    }

    boolean isWholeList() {
        return last().next().isEmpty();
    }

    /** The middle of all times: a single page may have had to wait. */
    Duration pageTime() {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    /** The day of each call: that of its start, else that of its creation; a call without either is not a day old. */
    List<LocalDate> days() {
        return calls().stream()
                .map(call -> Optional.ofNullable(call.startTime())
                        .or(() -> Optional.ofNullable(call.dateCreated()))
                        .orElse(last().readAt())
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate())
                .toList();
    }

    /** Calls without a start, for each call with one. */
    double undatedShare() {
        long dated = calls().stream().filter(call -> call.startTime() != null).count();
        return (double) (calls().size() - dated) / Math.max(1, dated);
    }

    /** Share of the calls that are in one of these statuses. */
    double shareOf(List<String> statuses) {
        long found = calls().stream()
                .filter(call -> statuses.contains(call.status()))
                .count();
        return (double) found / Math.max(1, calls().size());
    }

    /** If all days were as busy as the time in which these calls came. */
    double callsPerDay() {
        List<Instant> created = calls().stream()
                .map(Call::dateCreated)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (created.isEmpty()) {
            return 0;
        }
        Duration span = Duration.between(created.get(0), created.get(created.size() - 1));
        return (double) created.size() * Duration.ofDays(1).toSeconds() / Math.max(1, span.toSeconds());
    }

    private List<Call> calls() {
        return pages.stream().flatMap(page -> page.calls().stream()).toList();
    }

    private CallsPage last() {
        return pages.get(pages.size() - 1);
    }

    private static CompletableFuture<NewestPages> readFrom(
            CallsRequest request, NewestPages before, PageReader reader, int pageSize, LongSupplier nanoTime) {
        long sent = nanoTime.getAsLong();
        return reader.read(request).thenCompose(page -> {
            NewestPages read = before.with(page, Duration.ofNanos(nanoTime.getAsLong() - sent));
            return read.isWholeList() || read.count() == MOST_PAGES
                    ? CompletableFuture.completedFuture(read)
                    : readFrom(
                            new CallsRequest.NextPage(page.next().get(), pageSize), read, reader, pageSize, nanoTime);
        });
    }

    private NewestPages with(CallsPage page, Duration time) {
        List<CallsPage> morePages = new ArrayList<>(pages);
        morePages.add(page);
        List<Duration> moreTimes = new ArrayList<>(times);
        moreTimes.add(time);
        return new NewestPages(List.copyOf(morePages), List.copyOf(moreTimes));
    }
}

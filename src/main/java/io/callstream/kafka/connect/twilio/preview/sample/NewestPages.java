package io.callstream.kafka.connect.twilio.preview.sample;

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
 * The first pages of an account's list, read one after another: the whole list of a small account; of a large one the newest
 * calls, the share of them that never started, and the time a page takes.
 *
 * @param pages at least one
 * @param times time that each page took
 */
record NewestPages(List<CallsPage> pages, List<Duration> times) {

    private static final int MAX_PAGES = 3;

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

    /** The median, because a single page may have been delayed. */
    Duration pageTime() {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    /** The day of each call: of its start, else of its creation, else of the response, because a call without either is new. */
    List<LocalDate> days() {
        return calls().stream()
                .map(call -> Optional.ofNullable(call.startTime())
                        .or(() -> Optional.ofNullable(call.dateCreated()))
                        .orElse(last().readAt())
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate())
                .toList();
    }

    /** Calls without a start time per call with one. */
    double undatedShare() {
        long dated = calls().stream().filter(call -> call.startTime() != null).count();
        return (double) (calls().size() - dated) / Math.max(1, dated);
    }

    /** Share of the calls in one of the given statuses. */
    double shareOf(List<String> statuses) {
        long found = calls().stream()
                .filter(call -> statuses.contains(call.status()))
                .count();
        return (double) found / Math.max(1, calls().size());
    }

    /** Calls per day at the rate at which these calls were created. */
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
            return read.isWholeList() || read.count() == MAX_PAGES
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

package io.callstream.kafka.connect.twilio.preview.sample;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Counts the calls that started on one day, the shortest period that the Calls list can be filtered by. */
final class DayReader {

    /** Maximum number of pages to read for a day; the calls of a longer day are estimated from the time between its rows. */
    static final int MAX_PAGES = 30;

    private final PageReader pages;
    private final int pageSize;
    private final Instant now;

    /**
     * @param pageSize rows per request
     * @param now the server's time, up to which today is counted
     */
    DayReader(PageReader pages, int pageSize, Instant now) {
        this.pages = pages;
        this.pageSize = pageSize;
        this.now = now;
    }

    /** Completes with the number of calls, or fails with the API client's exception. */
    CompletableFuture<Quantity> read(LocalDate day) {
        CallFilter filter = CallFilter.started(Optional.of(day), day.plusDays(1));
        return readFrom(new CallsRequest.FirstPage(filter, pageSize), new Seen(0, 0, Instant.MAX, Instant.MIN), day);
    }

    /** Totals over the pages read so far. */
    private record Seen(int pages, long calls, Instant oldest, Instant newest) {

        Seen with(CallsPage page) {
            Instant first = oldest;
            Instant last = newest;
            for (Call call : page.calls()) {
                Instant time = call.startTime();
                if (time != null) {
                    first = time.isBefore(first) ? time : first;
                    last = time.isAfter(last) ? time : last;
                }
            }
            return new Seen(pages + 1, calls + page.calls().size(), first, last);
        }

        /** Seconds between the oldest and the newest row. */
        long span() {
            return newest.isBefore(oldest)
                    ? Long.MAX_VALUE
                    : Math.max(1, Duration.between(oldest, newest).toSeconds());
        }
    }

    private CompletableFuture<Quantity> readFrom(CallsRequest request, Seen before, LocalDate day) {
        return pages.read(request).thenCompose(page -> {
            Seen seen = before.with(page);
            if (page.next().isEmpty()) {
                return CompletableFuture.completedFuture(Quantity.counted(seen.calls()));
            }
            return seen.pages() == MAX_PAGES
                    ? CompletableFuture.completedFuture(extrapolate(seen, day))
                    : readFrom(new CallsRequest.NextPage(page.next().get(), pageSize), seen, day);
        });
    }

    /** Assumes that the rate of these calls holds for the whole day, although they may come from its busiest hour. */
    private Quantity extrapolate(Seen seen, LocalDate day) {
        Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        double length = Math.min(
                Duration.ofDays(1).toSeconds(),
                Math.max(1, Duration.between(midnight, now).toSeconds()));
        double whole = seen.calls() * Math.max(1, length / seen.span());
        return new Quantity(whole, whole / 2, seen.calls());
    }
}

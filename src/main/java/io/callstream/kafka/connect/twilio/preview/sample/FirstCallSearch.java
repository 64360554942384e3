package io.callstream.kafka.connect.twilio.preview.sample;

import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the day of an account's first call by binary search: each request reads one row from before a day. Takes about a
 * dozen requests and does not depend on the order of the list.
 */
final class FirstCallSearch {

    private final PageReader pages;

    FirstCallSearch(PageReader pages) {
        this.pages = pages;
    }

    /**
     * Runs the search.
     *
     * @param earliest a day before which there is no call
     * @param end the day after the last one to search
     * @return completes with the day, empty if there is no call, or fails with the API client's exception
     */
    CompletableFuture<Optional<LocalDate>> search(LocalDate earliest, LocalDate end) {
        return isCallBefore(end)
                .thenCompose(any -> any
                        ? halve(earliest, end).thenApply(Optional::of)
                        : CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Requires a call before {@code end} and none before {@code earliest}. */
    private CompletableFuture<LocalDate> halve(LocalDate earliest, LocalDate end) {
        long days = ChronoUnit.DAYS.between(earliest, end);
        if (days <= 1) {
            return CompletableFuture.completedFuture(earliest);
        }
        LocalDate middle = earliest.plusDays(days / 2);
        return isCallBefore(middle).thenCompose(any -> any ? halve(earliest, middle) : halve(middle, end));
    }

    private CompletableFuture<Boolean> isCallBefore(LocalDate day) {
        CallFilter filter = CallFilter.started(Optional.empty(), day);
        return pages.read(new CallsRequest.FirstPage(filter, 1))
                .thenApply(page -> !page.calls().isEmpty());
    }
}

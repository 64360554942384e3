package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the day of an account's first call, by asking again and again whether there is any call before a day, and halving
 * what is left: a dozen requests for a row each, whatever the order of the list.
 */
final class FirstCallSearch {

    private final PageReader pages;

    FirstCallSearch(PageReader pages) {
        this.pages = pages;
    }

    /**
     * Searches.
     *
     * @param earliest a day before which there is no call
     * @param end the day after the last to look at
     * @return completes with the day, empty if there is no call at all; or as the API client does when it gives up
     */
    CompletableFuture<Optional<LocalDate>> search(LocalDate earliest, LocalDate end) {
        return isCallBefore(end)
                .thenCompose(any -> any
                        ? halve(earliest, end).thenApply(Optional::of)
                        : CompletableFuture.completedFuture(Optional.empty()));
    }

    /** There is a call before the end, and none before the beginning. */
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

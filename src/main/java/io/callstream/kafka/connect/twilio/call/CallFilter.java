package io.callstream.kafka.connect.twilio.call;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The sync's filter of a list, in addition to the user's own filters, which {@code api} adds to every list.
 *
 * @param status only calls in this status
 * @param startFrom only calls whose {@code start_time} is on or after midnight UTC of this day
 * @param startBefore only calls whose {@code start_time} is before midnight UTC of this day
 */
public record CallFilter(Optional<String> status, Optional<LocalDate> startFrom, Optional<LocalDate> startBefore) {

    /** The whole list. */
    public static final CallFilter NONE = new CallFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** All calls in one status. */
    public static CallFilter status(String status) {
        return new CallFilter(Optional.of(status), Optional.empty(), Optional.empty());
    }

    /** All calls that started in a half-open range of days. */
    public static CallFilter started(Optional<LocalDate> from, LocalDate before) {
        return new CallFilter(Optional.empty(), from, Optional.of(before));
    }
}

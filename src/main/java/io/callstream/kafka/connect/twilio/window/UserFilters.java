package io.callstream.kafka.connect.twilio.window;

import java.util.Optional;

/**
 * The user's own filters.
 *
 * @param hash of all of them: a state that was stored under other filters does not count
 * @param status the status filter, if there is one: a call that leaves that status is not followed further
 */
public record UserFilters(FilterHash hash, Optional<String> status) {

    /** No filter: all calls. */
    public static final UserFilters NONE = new UserFilters(FilterHash.NONE, Optional.empty());

    /** Whether calls in a status are listed. */
    public boolean allowStatus(String someStatus) {
        return status.isEmpty() || status.get().equals(someStatus);
    }
}

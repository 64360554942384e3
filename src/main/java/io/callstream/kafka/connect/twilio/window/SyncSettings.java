package io.callstream.kafka.connect.twilio.window;

import java.time.Duration;
import java.util.Optional;

/**
 * What the user decides about the sync of an account.
 *
 * @param pollInterval time between two head sweeps, at least a second
 * @param lookback age up to which calls are followed, at least a day
 * @param pageSize most rows to ask for at once, 1 to 1000
 * @param maxConcurrentRequests most requests under way at once
 * @param backfillStart how far back the backfill goes
 * @param filters all of the user's own filters: a state that was stored with others does not count
 * @param statusFilter the user's own status filter, if any: calls that leave that status are not followed further
 * @param deletes whether it is told that a call was deleted; never with a status filter, for a call that leaves the
 *     status looks the same
 */
public record SyncSettings(
        Duration pollInterval,
        Duration lookback,
        int pageSize,
        int maxConcurrentRequests,
        BackfillStart backfillStart,
        FilterHash filters,
        Optional<String> statusFilter,
        boolean deletes) {}

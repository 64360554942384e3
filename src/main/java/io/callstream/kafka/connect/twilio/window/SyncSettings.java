package io.callstream.kafka.connect.twilio.window;

import java.time.Duration;

/**
 * The user's settings for the sync of an account.
 *
 * @param pollInterval time between two head sweeps, at least a second
 * @param lookback age up to which calls are followed, at least a day
 * @param pageSize maximum rows of a page, 1 to 1000
 * @param maxConcurrentRequests maximum requests in flight
 * @param backfillStart how far back the backfill goes
 * @param filters which calls are read
 * @param deletes whether a deleted call gets a tombstone; never with a status filter, because a call that leaves the
 *     status looks the same
 */
public record SyncSettings(
        Duration pollInterval,
        Duration lookback,
        int pageSize,
        int maxConcurrentRequests,
        BackfillStart backfillStart,
        UserFilters filters,
        boolean deletes) {}

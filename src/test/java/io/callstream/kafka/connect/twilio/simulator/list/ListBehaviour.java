package io.callstream.kafka.connect.twilio.simulator.list;

import java.time.Duration;
import java.util.Optional;

/**
 * The behaviour of the list that Twilio does not document.
 *
 * @param order how rows are ordered
 * @param timeOfDayCounts whether a filter's time of day is used, or only its day
 * @param tokensExpireAfter age at which a page token is rejected; empty if none is
 * @param deletedAnchorHolds whether the page after a call can still be read when that call was deleted
 * @param suspendedIsUnauthorized whether an account that is not active responds with 401, as to a wrong credential, or 403
 */
public record ListBehaviour(
        Order order,
        boolean timeOfDayCounts,
        Optional<Duration> tokensExpireAfter,
        boolean deletedAnchorHolds,
        boolean suspendedIsUnauthorized) {

    /** The behaviour in live captures. */
    public static final ListBehaviour USUAL =
            new ListBehaviour(Order.NEWEST_FIRST, false, Optional.empty(), true, false);

    /** The order of a list. */
    public enum Order {
        /** By creation, newest first. */
        NEWEST_FIRST,
        /** By creation, oldest first. */
        OLDEST_FIRST,
        /** By creation, or by start where the list is filtered by it; newest first. */
        BY_START_WHERE_FILTERED,
        /** By creation, newest first, to within some seconds: the clocks of the machines that create calls differ. */
        NEARLY_NEWEST_FIRST,
        /** By start, or by creation where a call has none; newest first. */
        BY_START,
        /** By the latest time in the call; newest first. */
        BY_UPDATE,
        /** By creation, newest first, except that the oldest call is among those created 78 days later. */
        ONE_STRAY,
        /** By creation, newest first, except that the two oldest calls are side by side among those created 78 days later. */
        TWO_STRAYS,
        /** By creation, oldest first, to within some seconds. */
        NEARLY_OLDEST_FIRST
    }

    public ListBehaviour order(Order newOrder) {
        return new ListBehaviour(
                newOrder, timeOfDayCounts, tokensExpireAfter, deletedAnchorHolds, suspendedIsUnauthorized);
    }

    public ListBehaviour timeOfDayCounts(boolean counts) {
        return new ListBehaviour(order, counts, tokensExpireAfter, deletedAnchorHolds, suspendedIsUnauthorized);
    }

    public ListBehaviour tokensExpireAfter(Duration age) {
        return new ListBehaviour(order, timeOfDayCounts, Optional.of(age), deletedAnchorHolds, suspendedIsUnauthorized);
    }

    public ListBehaviour deletedAnchorHolds(boolean holds) {
        return new ListBehaviour(order, timeOfDayCounts, tokensExpireAfter, holds, suspendedIsUnauthorized);
    }

    public ListBehaviour suspendedIsUnauthorized(boolean is) {
        return new ListBehaviour(order, timeOfDayCounts, tokensExpireAfter, deletedAnchorHolds, is);
    }
}

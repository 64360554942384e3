package io.callstream.kafka.connect.twilio.simulator.list;

import java.time.Duration;
import java.util.Optional;

/**
 * What Twilio does not promise about its list.
 *
 * @param order how rows are ordered
 * @param timeOfDayCounts whether the time of day in a filter counts, or its day alone
 * @param tokensExpireAfter age at which a page token is refused; empty if none is
 * @param deletedAnchorHolds whether the page behind a call can still be read when that call was deleted
 * @param suspendedIsUnauthorized whether an account that is not active answers as to a wrong credential, 401, or 403
 */
public record ListBehaviour(
        Order order,
        boolean timeOfDayCounts,
        Optional<Duration> tokensExpireAfter,
        boolean deletedAnchorHolds,
        boolean suspendedIsUnauthorized) {

    /** As live captures show it. */
    public static final ListBehaviour USUAL =
            new ListBehaviour(Order.NEWEST_FIRST, false, Optional.empty(), true, false);

    /** Orders of a list. */
    public enum Order {
        /** By creation, newest first. */
        NEWEST_FIRST,
        /** By creation, oldest first. */
        OLDEST_FIRST,
        /** By creation; where a filter asks for start times by those, newest first. */
        BY_START_WHERE_FILTERED,
        /** By creation, newest first, but for some seconds: several machines create calls, and their clocks differ. */
        NEARLY_NEWEST_FIRST,
        /** By start, or by creation where a call has none; newest first. */
        BY_START,
        /** By the latest change of which the call tells; newest first. */
        BY_UPDATE,
        /** By creation, newest first, but for the oldest call: it stands among those made 78 days later. */
        ONE_STRAY
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

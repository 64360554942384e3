package io.callstream.kafka.connect.twilio.simulator;

/**
 * What Twilio does not promise about its list.
 *
 * @param order how rows are ordered
 * @param timeOfDayCounts whether the time of day in a filter counts, or its day alone
 */
public record ListBehaviour(Order order, boolean timeOfDayCounts) {

    /** As live captures show it. */
    public static final ListBehaviour USUAL = new ListBehaviour(Order.NEWEST_FIRST, false);

    /** Orders of a list. */
    public enum Order {
        /** By creation, newest first. */
        NEWEST_FIRST,
        /** By creation, oldest first. */
        OLDEST_FIRST,
        /** By creation; where a filter asks for start times by those, newest first. */
        BY_START_WHERE_FILTERED
    }
}

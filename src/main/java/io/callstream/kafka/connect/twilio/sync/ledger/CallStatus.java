package io.callstream.kafka.connect.twilio.sync.ledger;

import java.util.List;
import java.util.Set;

/** The order of statuses in a call's life. A status that Twilio adds later has no place in the order. */
public final class CallStatus {

    /** The rank of an unknown status: neither earlier nor later than any other. */
    static final int UNRANKED = -1;

    /** The statuses of a call that will change again. */
    public static final List<String> OPEN = List.of("queued", "ringing", "in-progress");

    /**
     * The statuses in which a call may have no {@code start_time}, because it was never dialled. Twilio has also shown
     * canceled calls that have one.
     */
    public static final List<String> UNDATED = List.of("queued", "canceled", "failed");

    /**
     * The statuses of calls that cost nothing: a price stays null for good, or, of failed calls only, is 0 from the end on
     * (rows of 2014 and 2015). Waiting for the price of each would exceed the capacity of an offset wherever many calls fail.
     */
    private static final Set<String> FREE = Set.of("busy", "no-answer", "failed", "canceled");

    private static final Set<String> FINAL = Set.of("completed", "busy", "failed", "no-answer", "canceled");

    private CallStatus() {}

    /** Position in a call's life, 0 to 3, or {@link #UNRANKED}. */
    static int rank(String status) {
        return FINAL.contains(status) ? OPEN.size() : OPEN.indexOf(status);
    }

    public static boolean isOpen(String status) {
        return OPEN.contains(status);
    }

    /**
     * Whether a call in this status that has no price may still get one, without any other change. An unknown status may be
     * one in which calls end.
     */
    static boolean awaitsPrice(String status) {
        return !isOpen(status) && !FREE.contains(status);
    }
}

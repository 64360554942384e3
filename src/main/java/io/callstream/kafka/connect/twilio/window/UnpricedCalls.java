package io.callstream.kafka.connect.twilio.window;

import java.util.Arrays;

/**
 * Completed calls that are in the topic without a price, as 64-bit hashes of their SIDs: a price arrives without a new
 * {@code date_updated}, so after a restart only this set shows that such a call has changed.
 *
 * <p>Bounded: at most {@value #CAPACITY} hashes. When there are more, the set {@link #overflowed} and holds none, and
 * every priced call counts as not yet in the topic: rows repeat, none is lost.
 *
 * @param hashes sorted ascending
 * @param overflowed whether there were more than the capacity
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by contract; a boxed list would be six times the size
public record UnpricedCalls(long[] hashes, boolean overflowed) {

    /** Maximum number of hashes: 128 KiB, some 171 KiB as text, written once a commit and window. */
    public static final int CAPACITY = 16_384;

    /** No such calls. */
    public static final UnpricedCalls NONE = new UnpricedCalls(new long[0], false);

    /** More calls than the capacity. */
    public static final UnpricedCalls OVERFLOW = new UnpricedCalls(new long[0], true);

    /** The given hashes, in any order, or an overflow if there are too many. */
    public static UnpricedCalls of(long[] hashes) {
        if (hashes.length > CAPACITY) {
            return OVERFLOW;
        }
        long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        return new UnpricedCalls(sorted, false);
    }

    /** Whether the topic may hold a call with this hash only without its price. */
    public boolean mayContain(long hash) {
        return overflowed || Arrays.binarySearch(hashes, hash) >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnpricedCalls that
                && overflowed == that.overflowed
                && Arrays.equals(hashes, that.hashes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(hashes) + Boolean.hashCode(overflowed);
    }

    @Override
    public String toString() {
        return overflowed ? "UnpricedCalls[overflowed]" : "UnpricedCalls[" + hashes.length + " calls]";
    }
}

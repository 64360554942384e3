package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order of the list as the rows of one sweep show it, and so the moment down to which the sweep has seen all calls.
 *
 * <p>The API promises no order. A list that is seen to run from newer to older may be left early; any other is read to its
 * end. So the order makes a sweep cheaper and never decides what is lost.
 */
public final class ListOrder {

    /** Rows this close may be in either order: several machines created them at once. */
    static final Duration SLACK = Duration.ofSeconds(60);

    /** How many rows must agree on how far the sweep has seen: fewer may be in a wrong place. */
    static final int WITNESSES = 3;

    /** The earliest moments that rows prove, at most {@value #WITNESSES}; the latest of them is the first. */
    private final PriorityQueue<Instant> proven = new PriorityQueue<>(Comparator.reverseOrder());

    /** The calls of the page that was observed last. */
    private Set<String> above = Set.of();

    private @Nullable Instant newest;
    private @Nullable Instant oldest;
    private boolean descends;
    private boolean ascends;

    /**
     * @param descends whether an earlier sweep of the same list has shown that it runs from newer to older
     */
    ListOrder(boolean descends) {
        this.descends = descends;
    }

    /** Takes the rows of the next page. A row that this page or the one above it has shown before is no further evidence. */
    void observe(List<Call> rows) {
        Set<String> sids = new HashSet<>();
        for (Call row : rows) {
            Instant created = row.dateCreated();
            if (sids.add(row.sid()) && !above.contains(row.sid()) && created != null) {
                compare(created);
                proven.add(latestTime(row).plus(SLACK));
                if (proven.size() > WITNESSES) {
                    proven.remove();
                }
            }
        }
        above = sids;
    }

    private void compare(Instant created) {
        newest = newest == null || created.isAfter(newest) ? created : newest;
        oldest = oldest == null || created.isBefore(oldest) ? created : oldest;
        descends |= created.isBefore(newest.minus(SLACK));
        ascends |= created.isAfter(oldest.plus(SLACK));
    }

    /** Whether the rows seen run from newer to older. */
    boolean isNewestFirst() {
        return descends && !ascends;
    }

    /** Whether the rows seen do not run from newer to older. */
    public boolean isBroken() {
        return ascends;
    }

    /**
     * The moment from which on all calls were seen: no call below the rows observed was created after it. {@link
     * Instant#MAX} if the rows prove nothing.
     *
     * <p>Each row proves it for the latest of its times: no call below has a later time of the kind that orders the list,
     * and no time of a call is before its creation. So it holds whether the list is ordered by creation, start, end or
     * update, and for all pages below the row's own. Long calls prove least. The moment is the earliest that {@value
     * #WITNESSES} rows agree on, on however many pages they are.
     */
    Instant seenDownTo() {
        return isNewestFirst() && proven.size() == WITNESSES ? proven.element() : Instant.MAX;
    }

    private static Instant latestTime(Call row) {
        return Stream.of(row.dateCreated(), row.startTime(), row.endTime(), row.dateUpdated())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseThrow();
    }
}

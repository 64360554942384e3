package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

    /** How many of a page's rows must agree on where it ends: fewer may be in a wrong place. */
    static final int WITNESSES = 3;

    private @Nullable Instant oldest;
    private boolean descends;
    private boolean ascends;

    /**
     * @param descends whether an earlier sweep of the same list has shown that it runs from newer to older
     */
    ListOrder(boolean descends) {
        this.descends = descends;
    }

    /** Takes the rows of the next page. */
    void observe(List<Call> rows) {
        for (Call row : rows) {
            Instant created = row.dateCreated();
            if (created == null) {
                continue;
            }
            if (oldest == null) {
                oldest = created;
            } else if (created.isBefore(oldest)) {
                descends = true;
                oldest = created;
            } else if (created.isAfter(oldest.plus(SLACK))) {
                ascends = true;
            }
        }
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
     * The moment from which on all calls were seen, by the page just observed: no call below that page was created
     * after it. {@link Instant#MAX} if the page proves nothing.
     *
     * <p>Each row proves it for the latest of its times: no call below has a later time of the kind that orders the list,
     * and no time of a call is before its creation. So it holds whether the list is ordered by creation, start, end or
     * update. Long calls prove least. The moment is the earliest that {@value #WITNESSES} rows agree on.
     */
    Instant seenDownTo(List<Call> page) {
        if (!isNewestFirst()) {
            return Instant.MAX;
        }
        return page.stream()
                .map(ListOrder::seenDownTo)
                .sorted()
                .limit(WITNESSES)
                .reduce((sooner, later) -> later)
                .orElse(Instant.MAX);
    }

    private static Instant seenDownTo(Call row) {
        if (row.dateCreated() == null) {
            return Instant.MAX;
        }
        return Stream.of(row.dateCreated(), row.startTime(), row.endTime(), row.dateUpdated())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseThrow()
                .plus(SLACK);
    }
}

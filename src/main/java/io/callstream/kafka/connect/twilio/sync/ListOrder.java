package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.sync.model.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges from the rows of one sweep how far down the list it has come.
 *
 * <p>The API promises no order. A list that is seen to run from newer to older may be left early; one that is not is
 * read to its end. So order makes a sweep cheaper and never decides what is lost.
 */
final class ListOrder {

    /** Rows this close may stand in either order: they were created by several machines at once. */
    static final Duration SLACK = Duration.ofSeconds(60);

    /** A page's last rows that tell where it ends: several, so that one row in a wrong place tells nothing. */
    static final int TAIL = 5;

    private @Nullable Instant oldest;
    private boolean descends;
    private boolean ascends;

    /**
     * @param descends whether an earlier sweep of the same list has shown that it runs from newer to older
     */
    ListOrder(boolean descends) {
        this.descends = descends;
    }

    /** Takes in the next page. */
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
    boolean isBroken() {
        return ascends;
    }

    /**
     * The moment from which on all calls were seen, by the page just observed: no call below that page was created
     * after it, {@link Instant#MAX} if nothing can be said.
     *
     * <p>The newest of <em>all</em> times of the page's last rows is taken: then the answer holds whether the list is ordered
     * by creation, start, end or update, for a call bears no time before its creation. Of its last rows, not of all: among a
     * thousand there is always a call of half an hour, and each head sweep would go down for that much longer.
     */
    Instant seenDownTo(List<Call> page) {
        if (!isNewestFirst() || page.isEmpty()) {
            return Instant.MAX;
        }
        Instant newest = Instant.MIN;
        for (Call row : page.subList(Math.max(0, page.size() - TAIL), page.size())) {
            if (row.dateCreated() == null) {
                return Instant.MAX;
            }
            Instant latest = Stream.of(row.dateCreated(), row.startTime(), row.endTime(), row.dateUpdated())
                    .filter(Objects::nonNull)
                    .max(Instant::compareTo)
                    .orElseThrow();
            newest = latest.isAfter(newest) ? latest : newest;
        }
        return newest.plus(SLACK);
    }
}

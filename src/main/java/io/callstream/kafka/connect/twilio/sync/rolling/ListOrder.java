package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.Call;
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
public final class ListOrder {

    /** Rows this close may stand in either order: they were created by several machines at once. */
    static final Duration SLACK = Duration.ofSeconds(60);

    /** So many of a page's rows must tell where it ends: fewer may stand in a wrong place. */
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
    public boolean isBroken() {
        return ascends;
    }

    /**
     * The moment from which on all calls were seen, by the page just observed: no call below that page was created
     * after it, {@link Instant#MAX} if nothing can be said.
     *
     * <p>Each row tells that by the latest of its times: no call below it bears a later one of the kind that orders the list,
     * and no call bears a time before its creation. So it holds whether the list is ordered by creation, start, end or
     * update. The rows that tell least are the long calls; those that tell most are believed once there are
     * {@value #WITNESSES}.
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

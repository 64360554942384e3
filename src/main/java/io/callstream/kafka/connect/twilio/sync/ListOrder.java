package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.sync.model.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges from the rows of one sweep how far down the list it has come.
 *
 * <p>The API promises no order. A list that is seen to run from newer to older may be left early; one that is not is
 * read to its end. So order makes a sweep cheaper and never decides what is lost.
 *
 * <p>A list that runs from newer to older by creation may yet be ordered by another time: that only shows with more rows.
 * So each time counts as the one that orders the list until rows are seen that contradict it.
 */
final class ListOrder {

    /** Rows this close may stand in either order: they were created by several machines at once. */
    static final Duration SLACK = Duration.ofSeconds(60);

    /** A page's last rows that tell where it ends: several, so that one row in a wrong place tells nothing. */
    static final int TAIL = 5;

    private final Run created = new Run();
    private final Run started = new Run();
    private final Run ended = new Run();
    private final Run updated = new Run();

    /** Of a list that nothing is known of. */
    ListOrder() {}

    /** Begins another sweep of a list of which earlier ones have shown something. */
    ListOrder(ListOrder known) {
        learn(known);
    }

    /** Takes over what a sweep of the same list has shown; the latest is believed. */
    void learn(ListOrder shown) {
        boolean newestFirst = shown.isNewestFirst() || isNewestFirst() && !shown.isBroken();
        created.descends = newestFirst;
        started.ascends = newestFirst && (started.ascends || shown.started.ascends);
        ended.ascends = newestFirst && (ended.ascends || shown.ended.ascends);
        updated.ascends = newestFirst && (updated.ascends || shown.updated.ascends);
    }

    /** Takes in the next page. */
    void observe(List<Call> rows) {
        for (Call row : rows) {
            created.observe(row.dateCreated());
            started.observe(row.startTime());
            ended.observe(row.endTime());
            updated.observe(row.dateUpdated());
        }
    }

    /** Whether the rows seen run from newer to older. */
    boolean isNewestFirst() {
        return created.isDescending();
    }

    /** Whether the rows seen do not run from newer to older. */
    boolean isBroken() {
        return created.ascends;
    }

    /**
     * The moment from which on all calls were seen, by the page just observed: no call below that page was created
     * after it, {@link Instant#MAX} if nothing can be said.
     *
     * <p>The newest of <em>all</em> times that may order the list is taken from the page's last rows: then the answer holds
     * whichever of them does, for a call bears no time before its creation. Were times taken that do not, a single long
     * call among a thousand rows would look as if newer calls could still follow.
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
            newest = created.later(newest, row.dateCreated());
            newest = started.later(newest, row.startTime());
            newest = ended.later(newest, row.endTime());
            newest = updated.later(newest, row.dateUpdated());
        }
        return newest.plus(SLACK);
    }

    /** How one of the times runs down the list. */
    private static final class Run {

        private @Nullable Instant oldest;
        private boolean descends;

        /** Whether it has been seen to run against the list's order: then it is not what orders it. */
        private boolean ascends;

        void observe(@Nullable Instant time) {
            if (time == null || ascends) {
                return;
            }
            Instant oldestYet = oldest;
            if (oldestYet == null) {
                oldest = time;
            } else if (time.isBefore(oldestYet)) {
                oldest = time;
                descends = true;
            } else if (time.isAfter(oldestYet) && time.isAfter(oldestYet.plus(SLACK))) {
                ascends = true;
            }
        }

        boolean isDescending() {
            return descends && !ascends;
        }

        Instant later(Instant newest, @Nullable Instant time) {
            return time != null && !ascends && time.isAfter(newest) ? time : newest;
        }
    }
}

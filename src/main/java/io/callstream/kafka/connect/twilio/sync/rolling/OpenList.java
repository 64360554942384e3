package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.CursorLoop;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * The list of the calls in one open status, and when it is due. Its interval is the longest of
 *
 * <ul>
 *   <li>a poll interval for each page that the watched calls in it fill: however many they are, they cost a page a poll;
 *   <li>a {@value #READS_WITHIN_AGE}th of the age of the youngest of them: calls that hang for weeks cost almost nothing,
 *       and one of four hours, Twilio's usual limit, is looked at every half minute.
 * </ul>
 *
 * <p>A list that this run has not read to its end is due at the next poll, whether a call in it is known or not:
 *
 * <pre>
 *              begin
 *   UNREAD ------------&gt; READ -----+
 *      ^                 |  ^      | due: begin
 *      +--- readAgain ---+  +------+
 * </pre>
 */
final class OpenList {

    private static final int READS_WITHIN_AGE = 500;

    private final String status;
    private final long pollMillis;
    private final int pageSize;

    private CursorLoop loop = new CursorLoop();
    private boolean unread = true;

    /** When the latest reading began, by the monotonic clock. */
    private long began;

    OpenList(String status, SyncSettings settings) {
        this.status = status;
        this.pollMillis = settings.pollInterval().toMillis();
        this.pageSize = settings.pageSize();
    }

    String status() {
        return status;
    }

    /** Whether it is due without regard to the calls in it. */
    boolean isUnread() {
        return unread;
    }

    /**
     * Whether a poll should read the list.
     *
     * @param ages of the watched calls in it
     * @param now the monotonic clock, in milliseconds
     */
    boolean isDue(Collection<Duration> ages, long now) {
        return unread || !ages.isEmpty() && now - began >= interval(ages);
    }

    /** Starts a reading; the list counts as read unless the API rejects a cursor of it. */
    Read begin(long now) {
        began = now;
        unread = false;
        loop = new CursorLoop();
        return new Read.OfOpenList(status, new CallsRequest.FirstPage(CallFilter.status(status), pageSize));
    }

    /**
     * Takes a page.
     *
     * @return the request for the next one; empty at the end of the list
     * @throws StuckWindowException if the page leads back to an earlier one
     */
    Optional<Read> take(CallsPage page) {
        page.next().filter(loop::isClosedBy).ifPresent(next -> {
            throw StuckWindowException.ofLoop("the list of calls in status " + status);
        });
        return page.next().map(cursor -> new Read.OfOpenList(status, new CallsRequest.NextPage(cursor, pageSize)));
    }

    /** Makes the list due at the next poll. */
    void readAgain() {
        unread = true;
    }

    private long interval(Collection<Duration> ages) {
        int pages = (ages.size() + pageSize - 1) / pageSize;
        Duration youngest = ages.stream().min(Duration::compareTo).orElseThrow();
        return Math.max(pages * pollMillis, youngest.toMillis() / READS_WITHIN_AGE);
    }
}

package io.callstream.kafka.connect.twilio.sync.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import io.callstream.kafka.connect.twilio.sync.CallRow;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Follows the open calls of an account in virtual time. */
class OpenCallsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration SHALLOWEST = Duration.ofMinutes(15);
    private static final int PAGE_SIZE = 1000;

    private final Map<String, CallRow> account = new TreeMap<>();
    private int lists;
    private int rows;
    private int bySid;
    private boolean rejectsCursors;
    private boolean findsNoCall;
    private long now;

    @Test
    void readsNotAllOfManyCallsAtEachPoll() {
        for (int i = 0; i < 5000; i++) {
            add(i, "queued", Duration.ofMinutes(20).plusMillis(100 * i));
        }
        OpenCalls open = openCalls(Duration.ofSeconds(5));
        poll(open, Duration.ofSeconds(5), 10);

        assertThat(rows).as("rows in 10 polls").isLessThanOrEqualTo((10 + 5) * PAGE_SIZE);
    }

    @Test
    void looksRarelyForWhatHangs() {
        List<String> statuses = List.of("in-progress", "ringing", "queued");
        for (int i = 0; i < 6; i++) {
            add(i, statuses.get(i % 3), Duration.ofDays(60));
        }
        OpenCalls open = openCalls(Duration.ofSeconds(30));
        poll(open, Duration.ofSeconds(30), 2880);

        assertThat(lists).as("lists read in a day").isBetween(3 + 3 * 7, 3 + 3 * 8);
        assertThat(bySid).isZero();
    }

    @Test
    void looksAtEachPollForACallOfLessThanFourHours() {
        add(0, "in-progress", Duration.ofHours(3));
        add(1, "in-progress", Duration.ofDays(60));
        OpenCalls open = openCalls(Duration.ofSeconds(30));
        poll(open, Duration.ofSeconds(30), 100);

        assertThat(lists).as("lists read in 100 polls").isEqualTo(100 + 2);
    }

    @Test
    void seesTheEndOfAnOldCallWithinAFiveHundredthOfItsAge() {
        add(0, "in-progress", Duration.ofDays(10));
        OpenCalls open = openCalls(Duration.ofSeconds(30));
        poll(open, Duration.ofSeconds(30), 1);
        end(0);
        poll(open, Duration.ofSeconds(30), 1 + (int) (Duration.ofDays(10).toSeconds() / 500 / 30));

        assertThat(bySid).isEqualTo(1);
        assertThat(open.size()).isZero();
    }

    @Test
    void requestsACallThatWasNotFoundAgainAtTheNextPoll() {
        add(0, "in-progress", Duration.ofDays(60));
        OpenCalls open = openCalls(Duration.ofSeconds(30));
        poll(open, Duration.ofSeconds(30), 1);
        account.clear();
        findsNoCall = true;
        poll(open, Duration.ofSeconds(30), (int) (Duration.ofDays(60).toSeconds() / 500 / 30) + 5);

        assertThat(open.size()).as("calls watched").isZero();
    }

    @Test
    void readsAListAgainAtTheNextPollWhenItsCursorIsRejected() {
        for (int i = 0; i < PAGE_SIZE + 1; i++) {
            add(i, "in-progress", Duration.ofDays(60));
        }
        OpenCalls open = openCalls(Duration.ofSeconds(30));
        rejectsCursors = true;
        poll(open, Duration.ofSeconds(30), 1);
        rejectsCursors = false;
        poll(open, Duration.ofSeconds(30), 1);

        assertThat(open.size()).isEqualTo(PAGE_SIZE + 1);
    }

    private void add(int number, String status, Duration age) {
        CallRow row = CallRow.completed(number, NOON.minus(age)).status(status);
        account.put(row.sid(), row);
    }

    private void end(int number) {
        account.computeIfPresent(CallRow.sid(number), (sid, row) -> row.status("completed"));
    }

    private OpenCalls openCalls(Duration poll) {
        SyncSettings settings = new SyncSettings(
                poll,
                Duration.ofDays(14),
                PAGE_SIZE,
                4,
                new BackfillStart.All(),
                new UserFilters(FilterHash.NONE, Optional.empty()),
                false);
        return new OpenCalls(settings, SHALLOWEST, now, sid -> {});
    }

    /** Responds at once to what is requested in some polls. */
    private void poll(OpenCalls open, Duration interval, int polls) {
        for (int i = 0; i < polls; i++) {
            List<Read> reads = new ArrayList<>();
            open.addReads(reads, Integer.MAX_VALUE, now, serverTime());
            while (!reads.isEmpty()) {
                respond(open, reads.remove(0));
                open.addReads(reads, Integer.MAX_VALUE, now, serverTime());
            }
            now += interval.toMillis();
        }
    }

    private void respond(OpenCalls open, Read read) {
        if (read instanceof Read.OfOpenCall one) {
            bySid++;
            if (findsNoCall) {
                if (open.isGone(one, now)) {
                    open.forget(one.sid());
                }
            } else {
                CallsPage page = page(List.of(account.get(one.sid()).call()), Optional.empty());
                page.calls().forEach(call -> open.note(call, page.readAt()));
                open.seen(page);
            }
            return;
        }
        Read.OfOpenList list = (Read.OfOpenList) read;
        lists++;
        int from = list.request() instanceof CallsRequest.NextPage next
                ? Integer.parseInt(next.cursor().uri())
                : 0;
        if (from > 0 && rejectsCursors) {
            open.abandon(list, now);
            return;
        }
        List<Call> all = account.values().stream()
                .filter(row -> row.status().equals(list.status()))
                .map(CallRow::call)
                .toList();
        int to = Math.min(all.size(), from + PAGE_SIZE);
        rows += to - from;
        CallsPage page = page(
                all.subList(from, to),
                to < all.size() ? Optional.of(new PageCursor(Integer.toString(to))) : Optional.empty());
        page.calls().forEach(call -> open.note(call, page.readAt()));
        open.take(list, page, now);
    }

    private CallsPage page(List<Call> calls, Optional<PageCursor> next) {
        return new CallsPage(calls, next, serverTime(), Optional.empty(), 0);
    }

    private Instant serverTime() {
        return NOON.plusMillis(now);
    }
}

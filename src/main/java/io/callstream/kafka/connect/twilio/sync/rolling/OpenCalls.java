package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.CursorLoop;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import io.callstream.kafka.connect.twilio.sync.ledger.CallStatus;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches calls that are not final and older than the first rolling window, so that the end of a long call is seen within
 * two polls: every poll is a round that reads the lists of open calls, and a call that has left them is requested by its
 * SID.
 *
 * <p>The lists alone prove nothing: a call may change from one status to the next while they are read.
 */
public final class OpenCalls {

    /**
     * A call that is watched.
     *
     * @param since when it was created
     */
    private record Open(String status, Instant since) {}

    private final Duration minimumAge;
    private final long pollMillis;
    private final int pageSize;
    private final UserFilters filters;

    private final Map<String, Open> open = new HashMap<>();
    private final Absences absences = new Absences();

    private final Deque<Read> toSend = new ArrayDeque<>();

    /** Watched calls that no list of this round has shown yet. */
    private final Set<String> unseen = new HashSet<>();

    /** By status, the pages of this round's list. */
    private final Map<String, CursorLoop> loops = new HashMap<>();

    private int unfinishedLists;
    private boolean first = true;
    private long dueAt;

    /**
     * @param minimumAge younger calls are left to the first rolling window
     */
    public OpenCalls(SyncSettings settings, Duration minimumAge, long now) {
        this.minimumAge = minimumAge;
        this.pollMillis = settings.pollInterval().toMillis();
        this.pageSize = settings.pageSize();
        this.filters = settings.filters();
        this.dueAt = now;
    }

    /** Notes the state of a call that the topic holds. */
    public void note(Call call, Instant readAt) {
        absences.clear(call.sid());
        if (CallStatus.isOpen(call.status())) {
            Instant since = call.dateCreated() == null ? readAt : call.dateCreated();
            open.merge(call.sid(), new Open(call.status(), since), (old, now) -> new Open(now.status(), old.since()));
        } else {
            open.remove(call.sid());
        }
    }

    public boolean isWatched(String sid) {
        return open.containsKey(sid);
    }

    /**
     * Takes in a 404 for a call that has left the lists. Until it is {@linkplain Absences confirmed} the call is requested
     * again in each round, because no other read would notice its end.
     *
     * @param now the monotonic clock; the 404 may have been given earlier, but not before {@code read.requestedAt()}
     * @return whether the call is gone
     */
    public boolean isGone(Read.OfOpenCall read, long now) {
        return isWatched(read.sid()) && absences.isConfirmed(read.sid(), read.requestedAt(), now);
    }

    /** The API has shown these calls: they are not gone. */
    public void seen(CallsPage page) {
        page.calls().forEach(call -> absences.clear(call.sid()));
    }

    /** Stops watching a call. */
    public void forget(String sid) {
        open.remove(sid);
        absences.clear(sid);
    }

    public int size() {
        return open.size();
    }

    /**
     * Adds the requests that can be sent now, within the capacity.
     *
     * @param readAt the server's time at the latest response
     */
    public void addReads(List<Read> reads, int capacity, long now, Instant readAt) {
        if (!isRoundRunning() && dueAt <= now) {
            dueAt = now + pollMillis;
            beginRound(readAt);
        }
        while (reads.size() < capacity && !toSend.isEmpty()) {
            reads.add(toSend.remove());
        }
    }

    /** When the next round is due, by the monotonic clock; a running one is driven by its responses. */
    public long nextDue() {
        return isRoundRunning() || open.isEmpty() && !first ? Long.MAX_VALUE : dueAt;
    }

    /** Takes a page of a list, after its rows were noted; once all lists are read, requests the calls that none has shown. */
    public void take(Read.OfOpenList read, CallsPage page, long now) {
        seen(page);
        page.next()
                .filter(loops.computeIfAbsent(read.status(), status -> new CursorLoop())::isClosedBy)
                .ifPresent(next -> {
                    throw StuckWindowException.ofLoop("the list of calls in status " + read.status());
                });
        page.calls().forEach(call -> unseen.remove(call.sid()));
        page.next()
                .ifPresentOrElse(
                        cursor -> toSend.add(
                                new Read.OfOpenList(read.status(), new CallsRequest.NextPage(cursor, pageSize))),
                        () -> listEnded(now));
    }

    /** The API rejected the cursor of a list: this round proves nothing, and the next one reads all lists again. */
    public void abandonRound() {
        unseen.clear();
        unfinishedLists--;
    }

    private void listEnded(long now) {
        if (--unfinishedLists == 0) {
            unseen.retainAll(open.keySet());
            unseen.forEach(sid -> hasLeft(sid, now));
            unseen.clear();
        }
    }

    private boolean isRoundRunning() {
        return unfinishedLists > 0 || !toSend.isEmpty();
    }

    private void beginRound(Instant readAt) {
        Set<String> statuses = new HashSet<>(first ? CallStatus.OPEN : List.of());
        open.forEach((sid, call) -> {
            if (Duration.between(call.since(), readAt).compareTo(minimumAge) > 0) {
                statuses.add(call.status());
                unseen.add(sid);
            }
        });
        first = false;
        loops.clear();
        statuses.stream()
                .filter(filters::allowStatus)
                .sorted()
                .map(OpenCalls.this::firstPage)
                .forEach(toSend::add);
        unfinishedLists = toSend.size();
    }

    private void hasLeft(String sid, long now) {
        if (filters.status().isPresent()) {
            forget(sid); // the filter has one status only: a call that leaves it is not followed further
        } else {
            toSend.add(new Read.OfOpenCall(sid, new CallsRequest.OneCall(sid), now));
        }
    }

    private Read firstPage(String status) {
        return new Read.OfOpenList(status, new CallsRequest.FirstPage(CallFilter.status(status), pageSize));
    }
}

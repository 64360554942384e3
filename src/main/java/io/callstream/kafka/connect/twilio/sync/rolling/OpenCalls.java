package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.ledger.CallStatus;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Watches calls that are not final and older than the first rolling window, so that the end of a long call is seen in time:
 * a round reads the {@linkplain OpenList lists} of open calls that are due, and a call that has left its list is requested
 * by its SID. Each poll begins a round, unless one is running or no list is due.
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
    private final boolean followsEveryStatus;
    private final Consumer<String> leftFilter;

    /** In the order of a call's life: a later one is likely to show what has left an earlier one in the meantime. */
    private final List<OpenList> lists;

    private final Map<String, Open> open = new HashMap<>();
    private final Absences absences = new Absences();

    private final Deque<Read> toSend = new ArrayDeque<>();

    /** Watched calls that this round should show, and that none of its lists has shown yet. */
    private final Set<String> unseen = new HashSet<>();

    private int unfinishedLists;
    private long dueAt;

    /**
     * @param minimumAge younger calls are left to the first rolling window
     * @param leftFilter receives the SID of each call that {@code filter.status} excludes from now on
     */
    public OpenCalls(SyncSettings settings, Duration minimumAge, long now, Consumer<String> leftFilter) {
        this.leftFilter = leftFilter;
        this.minimumAge = minimumAge;
        this.pollMillis = settings.pollInterval().toMillis();
        this.followsEveryStatus = settings.filters().status().isEmpty();
        this.lists = CallStatus.OPEN.stream()
                .filter(settings.filters()::allowStatus)
                .map(status -> new OpenList(status, settings))
                .toList();
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
     * Takes in a 404 for a call that has left the lists. Until it is {@linkplain Absences confirmed} each poll requests the
     * call again, because no other read would notice its end.
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
            beginRound(now, readAt);
        }
        while (reads.size() < capacity && !toSend.isEmpty()) {
            reads.add(toSend.remove());
        }
    }

    /** When the next round may begin, by the monotonic clock; a running one is driven by its responses. */
    public long nextDue() {
        boolean idle = open.isEmpty() && lists.stream().noneMatch(OpenList::isUnread);
        return isRoundRunning() || idle ? Long.MAX_VALUE : dueAt;
    }

    /** Takes a page of a list, after its rows were noted; once all lists are read, requests the calls that none has shown. */
    public void take(Read.OfOpenList read, CallsPage page, long now) {
        seen(page);
        page.calls().forEach(call -> unseen.remove(call.sid()));
        list(read.status()).take(page).ifPresentOrElse(toSend::add, () -> listEnded(now));
    }

    /** The API rejected the cursor of a list: it proves nothing in this round, and the next poll reads it again. */
    public void abandon(Read.OfOpenList read, long now) {
        list(read.status()).readAgain();
        open.forEach((sid, call) -> {
            if (call.status().equals(read.status())) {
                unseen.remove(sid);
            }
        });
        listEnded(now);
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

    private void beginRound(long now, Instant readAt) {
        for (OpenList list : lists) {
            Map<String, Duration> ages = watchedIn(list, readAt);
            if (list.isDue(ages.values(), now)) {
                unseen.addAll(ages.keySet());
                toSend.add(list.begin(now));
                unfinishedLists++;
            }
        }
        Set<String> absent = absences.unconfirmed();
        unseen.removeAll(absent);
        absent.forEach(sid -> hasLeft(sid, now));
    }

    /** The ages of the calls that a list should show, by SID. */
    private Map<String, Duration> watchedIn(OpenList list, Instant readAt) {
        Map<String, Duration> ages = new HashMap<>();
        open.forEach((sid, call) -> {
            Duration age = Duration.between(call.since(), readAt);
            if (call.status().equals(list.status()) && age.compareTo(minimumAge) > 0) {
                ages.put(sid, age);
            }
        });
        return ages;
    }

    private OpenList list(String status) {
        return lists.stream()
                .filter(list -> list.status().equals(status))
                .findFirst()
                .orElseThrow();
    }

    private void hasLeft(String sid, long now) {
        if (followsEveryStatus) {
            toSend.add(new Read.OfOpenCall(sid, new CallsRequest.OneCall(sid), now));
        } else {
            forget(sid); // the filter has one status only: a call that leaves it is not followed further
            leftFilter.accept(sid);
        }
    }
}

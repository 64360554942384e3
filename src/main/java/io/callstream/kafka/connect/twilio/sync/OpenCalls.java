package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.sync.model.Call;
import io.callstream.kafka.connect.twilio.sync.model.CallFilter;
import io.callstream.kafka.connect.twilio.sync.model.CallsPage;
import io.callstream.kafka.connect.twilio.sync.model.CallsRequest;
import io.callstream.kafka.connect.twilio.sync.model.SyncSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Watches calls that are not final and older than the first rolling window, so that the end of a long call is seen within
 * two polls: every poll the lists of open calls are read, and a call that has left them is asked for by its SID.
 *
 * <p>By its SID and not concluded from the lists, for a call may change from one status to the next while they are read.
 */
final class OpenCalls {

    private record Open(String status, Instant since) {}

    private final Duration minimumAge;
    private final long pollMillis;
    private final int pageSize;
    private final Optional<String> statusFilter;

    private final Map<String, Open> open = new HashMap<>();

    private final Deque<Read> toSend = new ArrayDeque<>();
    private final Set<String> unseen = new HashSet<>();
    private int unfinishedLists;
    private boolean first = true;
    private long dueAt;

    /**
     * @param minimumAge younger calls are left to the first rolling window
     */
    OpenCalls(SyncSettings settings, Duration minimumAge, long now) {
        this.minimumAge = minimumAge;
        this.pollMillis = settings.pollInterval().toMillis();
        this.pageSize = settings.pageSize();
        this.statusFilter = settings.statusFilter();
        this.dueAt = now;
    }

    /** Notes the state of a call that the topic holds. */
    void note(Call call, Instant readAt) {
        if (CallStatus.isOpen(call.status())) {
            Instant since = call.dateCreated() == null ? readAt : call.dateCreated();
            open.merge(call.sid(), new Open(call.status(), since), (old, now) -> new Open(now.status(), old.since()));
        } else {
            open.remove(call.sid());
        }
    }

    /** There is no such call any more. */
    void forget(String sid) {
        open.remove(sid);
    }

    int size() {
        return open.size();
    }

    /** Adds the requests that can be sent now, while there is room. */
    void addReads(List<Read> reads, int room, long now, Instant readAt) {
        if (!isRoundUnderWay() && dueAt <= now) {
            dueAt = now + pollMillis;
            beginRound(readAt);
        }
        while (reads.size() < room && !toSend.isEmpty()) {
            reads.add(toSend.remove());
        }
    }

    /** When the next round is due, by the monotonic clock; the one under way goes on as answers arrive. */
    long nextDue() {
        return isRoundUnderWay() || open.isEmpty() && !first ? Long.MAX_VALUE : dueAt;
    }

    /** Takes in a page of a list, so that the one after it can be asked for. */
    void accept(Read.OfOpenList read, CallsPage page) {
        page.next()
                .ifPresent(cursor ->
                        toSend.add(new Read.OfOpenList(read.status(), new CallsRequest.NextPage(cursor, pageSize))));
    }

    /** The API refused the cursor of a list: nothing is concluded from this round, and the next one reads it again. */
    void giveUpRound() {
        unseen.clear();
        unfinishedLists--;
    }

    /** The rows of a page have been judged; once all lists are read, those that were in none are asked for. */
    void judged(CallsPage page) {
        page.calls().forEach(call -> unseen.remove(call.sid()));
        if (page.next().isEmpty() && --unfinishedLists == 0) {
            unseen.retainAll(open.keySet());
            unseen.forEach(this::hasLeft);
            unseen.clear();
        }
    }

    private boolean isRoundUnderWay() {
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
        statuses.stream()
                .filter(status -> statusFilter.isEmpty() || statusFilter.get().equals(status))
                .sorted()
                .map(OpenCalls.this::firstPage)
                .forEach(toSend::add);
        unfinishedLists = toSend.size();
    }

    private void hasLeft(String sid) {
        if (statusFilter.isPresent()) {
            open.remove(sid); // the user asked for one status only: a call that leaves it is not followed further
        } else {
            toSend.add(new Read.OfOpenCall(sid, new CallsRequest.OneCall(sid)));
        }
    }

    private Read firstPage(String status) {
        return new Read.OfOpenList(status, new CallsRequest.FirstPage(CallFilter.status(status), pageSize));
    }
}

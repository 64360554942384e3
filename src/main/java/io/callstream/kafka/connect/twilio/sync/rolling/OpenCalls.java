package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.ReplicaLag;
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
import java.util.Optional;
import java.util.Set;

/**
 * Watches calls that are not final and older than the first rolling window, so that the end of a long call is seen within
 * two polls: every poll the lists of open calls are read, and a call that has left them is asked for by its SID.
 *
 * <p>By its SID and not concluded from the lists, for a call may change from one status to the next while they are read.
 */
public final class OpenCalls {

    /**
     * A call that is watched.
     *
     * @param since when it was created
     * @param missedSince since when the API says that there is no such call
     */
    private record Open(String status, Instant since, Optional<Instant> missedSince) {

        Open missed(Optional<Instant> newSince) {
            return new Open(status, since, newSince);
        }
    }

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
    public OpenCalls(SyncSettings settings, Duration minimumAge, long now) {
        this.minimumAge = minimumAge;
        this.pollMillis = settings.pollInterval().toMillis();
        this.pageSize = settings.pageSize();
        this.statusFilter = settings.statusFilter();
        this.dueAt = now;
    }

    /** Notes the state of a call that the topic holds. */
    public void note(Call call, Instant readAt) {
        if (CallStatus.isOpen(call.status())) {
            Instant since = call.dateCreated() == null ? readAt : call.dateCreated();
            Open seen = new Open(call.status(), since, Optional.empty());
            open.merge(call.sid(), seen, (old, now) -> new Open(now.status(), old.since(), Optional.empty()));
        } else {
            open.remove(call.sid());
        }
    }

    public boolean isWatched(String sid) {
        return open.containsKey(sid);
    }

    /**
     * The API says that there is no such call. Whether that is to be believed: once it has said nothing else for as long
     * as reads may lag. Until then it is asked again each round, for nobody else would notice the call's end.
     *
     * @param at the server's time now; the answer may have been given earlier, but not before {@code read.missedAt()}
     */
    public boolean isGone(Read.OfOpenCall read, Instant at) {
        Open call = open.get(read.sid());
        if (call == null) {
            return false;
        }
        Instant missedSince = call.missedSince().orElse(at);
        open.put(read.sid(), call.missed(Optional.of(missedSince)));
        return !ReplicaLag.settledAt(read.missedAt()).isBefore(missedSince);
    }

    /** The API has shown these calls. */
    public void seen(CallsPage page) {
        page.calls().forEach(call -> open.computeIfPresent(call.sid(), (sid, known) -> known.missed(Optional.empty())));
    }

    /** There is no such call any more. */
    public void forget(String sid) {
        open.remove(sid);
    }

    public int size() {
        return open.size();
    }

    /** Adds the requests that can be sent now, while there is room. */
    public void addReads(List<Read> reads, int capacity, long now, Instant readAt) {
        if (!isRoundUnderWay() && dueAt <= now) {
            dueAt = now + pollMillis;
            beginRound(readAt);
        }
        while (reads.size() < capacity && !toSend.isEmpty()) {
            reads.add(toSend.remove());
        }
    }

    /** When the next round is due, by the monotonic clock; the one under way goes on as answers arrive. */
    public long nextDue() {
        return isRoundUnderWay() || open.isEmpty() && !first ? Long.MAX_VALUE : dueAt;
    }

    /** Takes in a page of a list, so that the one after it can be asked for. */
    public void accept(Read.OfOpenList read, CallsPage page) {
        page.next()
                .ifPresent(cursor ->
                        toSend.add(new Read.OfOpenList(read.status(), new CallsRequest.NextPage(cursor, pageSize))));
    }

    /** The API refused the cursor of a list: nothing is concluded from this round, and the next one reads it again. */
    public void giveUpRound() {
        unseen.clear();
        unfinishedLists--;
    }

    /** The rows of a page have been judged; once all lists are read, those that were in none are asked for. */
    public void judged(CallsPage page) {
        page.calls().forEach(call -> unseen.remove(call.sid()));
        if (page.next().isEmpty() && --unfinishedLists == 0) {
            unseen.retainAll(open.keySet());
            unseen.forEach(sid -> hasLeft(sid, page.readAt()));
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

    private void hasLeft(String sid, Instant at) {
        if (statusFilter.isPresent()) {
            open.remove(sid); // the user asked for one status only: a call that leaves it is not followed further
        } else {
            toSend.add(new Read.OfOpenCall(sid, new CallsRequest.OneCall(sid), at));
        }
    }

    private Read firstPage(String status) {
        return new Read.OfOpenList(status, new CallsRequest.FirstPage(CallFilter.status(status), pageSize));
    }
}

package io.callstream.kafka.connect.twilio.benchmark.following;

import io.callstream.kafka.connect.twilio.benchmark.following.account.CallLife;
import io.callstream.kafka.connect.twilio.benchmark.following.account.FormulaAccount;
import io.callstream.kafka.connect.twilio.benchmark.following.account.FormulaReads;
import io.callstream.kafka.connect.twilio.sync.AccountSync;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.RestoredAccount;
import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.window.JudgedPage;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sync of one account on a virtual clock. Times are milliseconds.
 *
 * <p>It starts as after a restart, with the deepest window due at once, so that the ledger has all calls of the lookback after
 * the first sweep, and not only after weeks.
 */
final class Follower {

    static final SyncSettings DEFAULTS = new SyncSettings(
            Duration.ofSeconds(30), Duration.ofDays(14), 1000, 4, new BackfillStart.None(), UserFilters.NONE, false);

    /** The depths of the rolling windows except the deepest. */
    private static final List<Duration> DEPTHS =
            List.of(Duration.ofMinutes(15), Duration.ofHours(2), Duration.ofHours(16), Duration.ofHours(128));

    private static final Duration READ_LAG = Duration.ofSeconds(60);

    /** The milliseconds from a request to its response. */
    static final long LATENCY = 100;

    private final FormulaAccount account;
    private final FormulaReads reads;
    private AccountSync sync;

    /** Changes before this second, when the connector starts, are not measured. */
    private final long start;

    private final PriorityQueue<PendingReply> pending = new PriorityQueue<>(Comparator.comparingLong(PendingReply::at));

    /** The number of changes that the topic shows, by call. */
    private final byte[] shown;

    private long now;
    private Tally tally = new Tally();
    private Delays delays = new Delays(DEFAULTS.pollInterval().toMillis());
    private int mostTracked;

    /**
     * @param start when the connector is started
     * @param end the latest time to which it may run
     */
    Follower(FormulaAccount account, Instant start, Instant end) {
        this.account = account;
        this.reads = new FormulaReads(account);
        this.shown = new byte[Math.toIntExact(account.callsAt(end.getEpochSecond()))];
        this.start = start.getEpochSecond();
        this.now = start.toEpochMilli();
        this.sync = new AccountSync(
                DEFAULTS, new AccountFacts(Optional.empty(), start), restartedAt(start), now, event -> {});
        send();
    }

    /** Discards the measurements so far. */
    void measureFromNow() {
        tally = new Tally();
        delays = new Delays(DEFAULTS.pollInterval().toMillis());
    }

    Tally tally() {
        return tally;
    }

    Delays delays() {
        return delays;
    }

    /** The number of calls in the ledger. */
    int tracked() {
        return sync.progress().trackedCalls();
    }

    /** The most calls that were ever in the ledger. */
    int mostTracked() {
        return mostTracked;
    }

    /** Stops following and releases the sync for garbage collection. */
    void forgetSync() {
        sync = null;
        pending.clear();
    }

    /** Advances the clock to a moment. */
    void runUntil(Instant moment) {
        long until = moment.toEpochMilli();
        while (now < until) {
            PendingReply arriving = pending.peek();
            long due = Math.max(now + 1, sync.nextDue());
            boolean capacity = pending.size() < DEFAULTS.maxConcurrentRequests();
            if (arriving == null || due < arriving.at() && capacity) {
                now = Math.min(due, until);
                send();
            } else if (arriving.at() >= until) {
                now = until;
            } else {
                now = arriving.at();
                receive(pending.remove());
            }
        }
        mostTracked = Math.max(mostTracked, tracked());
    }

    private static RestoredAccount restartedAt(Instant start) {
        Instant saved = start.minus(READ_LAG);
        SortedMap<Duration, Instant> watermarks = new TreeMap<>();
        DEPTHS.forEach(depth -> watermarks.put(depth, saved));
        watermarks.put(DEFAULTS.lookback(), saved.minus(DEPTHS.get(DEPTHS.size() - 1)));
        WindowState.Rolling rolling =
                new WindowState.Rolling(saved, saved, FilterHash.NONE, watermarks, Optional.empty(), UnpricedCalls.NONE);
        return new RestoredAccount(Optional.of(rolling), Map.of());
    }

    private void receive(PendingReply arriving) {
        sync.take(arriving.read(), arriving.reply(), now).ifPresent(this::judged);
        send();
    }

    private void send() {
        for (Read read : sync.next(now, DEFAULTS.maxConcurrentRequests() - pending.size())) {
            CallsReply reply = reads.reply(read.request(), now);
            tally.requested(read, reply);
            pending.add(new PendingReply(now + LATENCY, read, reply));
        }
    }

    private void judged(JudgedPage page) {
        for (Call row : page.changes()) {
            int call = (int) CallLife.numberOf(row);
            int state = CallLife.stateOf(row);
            CallLife life = account.life(call);
            int changes = 0;
            for (int change = shown[call]; change <= state; change++) {
                long at = life.at(change);
                if (at >= start) {
                    delays.record(life.change(change), at - life.at(0), now - at * 1000);
                    changes++;
                }
            }
            tally.recorded(changes);
            shown[call] = (byte) Math.max(shown[call], state + 1);
        }
    }
}

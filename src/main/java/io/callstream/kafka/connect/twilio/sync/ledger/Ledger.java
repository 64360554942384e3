package io.callstream.kafka.connect.twilio.sync.ledger;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.sync.ReplicaLag;
import it.unimi.dsi.fastutil.ints.Int2IntOpenCustomHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What this run knows of the topic: the last state of each call younger than the {@linkplain #floor floor} that it emitted,
 * or that it read and found to need no record. In memory only: after a start it is empty, and the {@link RestartRule}
 * decides about the calls that it does not know.
 *
 * <p>Columns instead of objects, because millions of calls are tracked: at most 80 bytes a call. 37 bytes are columns,
 * plus up to a quarter of that as capacity to grow; the rest is hash index, and slots that are free again. Times are kept
 * in seconds, the resolution of the API.
 */
public final class Ledger {

    /** How a row compares with what the topic holds. */
    public enum Verdict {
        /** The call is not in the ledger. */
        UNKNOWN,
        /** The same state. */
        SAME,
        /** An older state, from a replica that lags. */
        STALE,
        /** A newer state. */
        NEWER
    }

    private static final int NO_TIME = 0;
    private static final int INITIAL_CAPACITY = 64;

    /** No entry: fastutil keeps 0 for its empty slots. */
    private static final int NONE = 0;

    /** The entry that holds the SID of a look-up: fastutil looks up ints, and here an int is an entry. */
    private static final int PROBE = 1;

    private long[] sidHigh = new long[INITIAL_CAPACITY];
    private long[] sidLow = new long[INITIAL_CAPACITY];
    private long[] fingerprint = new long[INITIAL_CAPACITY];
    private int[] dateUpdated = new int[INITIAL_CAPACITY];
    private int[] dateCreated = new int[INITIAL_CAPACITY];
    private int[] lastSeen = new int[INITIAL_CAPACITY];
    private byte[] life = new byte[INITIAL_CAPACITY];

    private final Int2IntOpenCustomHashMap index = new Int2IntOpenCustomHashMap(new BySid());
    private final ReplacedStates replaced = new ReplacedStates();
    private final IntArrayList free = new IntArrayList();
    private int end = PROBE + 1;
    private Instant floor;

    /**
     * @param floor calls created before it are not kept, see {@link #dropBelow}
     */
    public Ledger(Instant floor) {
        this.floor = floor;
        index.defaultReturnValue(NONE);
    }

    /**
     * Calls created before this moment are out of reach: the ledger keeps only those of them that are still open, or were
     * when it was: a row that shows such a call open may come from a replica that lags.
     */
    public Instant floor() {
        return floor;
    }

    public int size() {
        return index.size();
    }

    /**
     * Compares a row with what the topic holds, and notes that the call was there.
     *
     * @param readAt the server's time when the row was requested
     */
    public Verdict compare(Call row, Instant readAt) {
        int entry = find(row.sid());
        if (entry == NONE) {
            return Verdict.UNKNOWN;
        }
        if (Life.isDeleted(life[entry])) {
            return isBefore(lastSeen[entry], ReplicaLag.settledAt(readAt)) ? Verdict.NEWER : Verdict.STALE;
        }
        lastSeen[entry] = seconds(readAt);
        if (fingerprint[entry] == row.fingerprint()) {
            return Verdict.SAME;
        }
        int age = compareAge(row, entry);
        boolean again = age == 0 && replaced.contain(RecentStates.hash(row.sid(), row.fingerprint()), readAt);
        return age < 0 || again ? Verdict.STALE : Verdict.NEWER;
    }

    /**
     * Notes that the topic holds this state of the call. Calls that ended before the floor are not kept.
     *
     * @param readAt the server's time when the row was requested
     */
    public void put(Call row, Instant readAt) {
        int entry = find(row.sid());
        if (entry == NONE) {
            if (!keeps(row)) {
                return;
            }
            entry = insert();
        } else if (compareAge(row, entry) == 0) {
            replaced.add(RecentStates.hash(row.sid(), fingerprint[entry]), readAt);
        }
        fingerprint[entry] = row.fingerprint();
        dateUpdated[entry] = seconds(row.dateUpdated());
        dateCreated[entry] = seconds(row.dateCreated());
        lastSeen[entry] = seconds(readAt);
        life[entry] = Life.of(row);
    }

    /** Whether a call in this state is kept: one created or changed since the floor, and any that is open. */
    public boolean keeps(Call row) {
        Instant changed = row.dateUpdated() == null ? row.dateCreated() : row.dateUpdated();
        return !isBelow(floor, changed) || !isBelow(floor, row.dateCreated()) || CallStatus.isOpen(row.status());
    }

    /**
     * Notes that a call was deleted. A row that still shows it comes from a replica that lags, unless it was read more than
     * {@link ReplicaLag#MAX} later: then the call exists after all, and the row is newer.
     *
     * @param at when the call was found to be gone, by the server's time
     */
    public void delete(String sid, Instant at) {
        int entry = find(sid);
        if (entry != NONE) {
            life[entry] = Life.DELETED;
            lastSeen[entry] = seconds(at);
        }
    }

    /** Notes that an open call is not watched any more: it is kept no longer than any other. */
    public void stopFollowing(String sid) {
        int entry = find(sid);
        if (entry != NONE) {
            life[entry] = Life.unranked(life[entry]);
        }
    }

    /**
     * Visits the SID of each call that was created in a range of time and that no response since a moment has shown.
     *
     * @param from the start of the range, inclusive
     * @param before the end of the range, exclusive
     * @param since the moment
     */
    public void forEachUnseen(Instant from, Instant before, Instant since, Consumer<String> visitor) {
        index.keySet().forEach(entry -> {
            boolean created = isBefore(dateCreated[entry], before) && !isBefore(dateCreated[entry], from);
            if (created && isBefore(lastSeen[entry], since) && Life.hasUsualSid(life[entry])) {
                visitor.accept(SidKey.sid(sidHigh[entry], sidLow[entry]));
            }
        });
    }

    /**
     * Raises the floor and drops the calls below it, except those that are still open. Only for a floor below the horizon
     * of every sweep, and when the backfill is complete: to a sweep or backfill that still reaches a dropped call, the call
     * would look like a change.
     */
    public void dropBelow(Instant newFloor) {
        if (!newFloor.isAfter(floor)) {
            return;
        }
        floor = newFloor;
        index.keySet().removeIf(entry -> {
            boolean changedBefore = dateUpdated[entry] == NO_TIME || isBefore(dateUpdated[entry], newFloor);
            boolean drop = isBefore(dateCreated[entry], newFloor) && changedBefore && !Life.isOpen(life[entry]);
            if (drop) {
                free.add(entry);
            }
            return drop;
        });
        // sorted, so that calls entered one after the other, and looked up in that order, are side by side in memory
        IntArrays.radixSort(free.elements(), 0, free.size());
        IntArrays.reverse(free.elements(), 0, free.size());
    }

    /** Visits the {@linkplain SidKey#hash hash} of each call that is in the topic without a price and may still get one. */
    void forEachUnpriced(LongConsumer visitor) {
        index.keySet().forEach(entry -> {
            if (Life.isUnpriced(life[entry])) {
                visitor.accept(SidKey.hash(sidHigh[entry], sidLow[entry]));
            }
        });
    }

    /**
     * Compares the age of a row with that of an entry: it is older with an earlier {@code date_updated}; or with the same, and
     * an earlier status; or with both the same, and without the price that the entry has (a price does not move {@code
     * date_updated}).
     *
     * @return less than 0 if the row is older, more if it is newer, 0 if nothing decides
     */
    private int compareAge(Call row, int entry) {
        int updated = Integer.compareUnsigned(seconds(row.dateUpdated()), dateUpdated[entry]);
        if (updated != 0) {
            return updated;
        }
        int rank = CallStatus.rank(row.status());
        int known = Life.rank(life[entry]);
        if (rank != known && rank != CallStatus.UNRANKED && known != CallStatus.UNRANKED) {
            return rank - known;
        }
        return Boolean.compare(row.price() != null, Life.isPriced(life[entry]));
    }

    private int find(String sid) {
        SidKey key = SidKey.of(sid);
        sidHigh[PROBE] = key.high();
        sidLow[PROBE] = key.low();
        return index.get(PROBE);
    }

    /** Enters the SID that was last looked up. */
    private int insert() {
        int entry = free.isEmpty() ? append() : free.removeInt(free.size() - 1);
        sidHigh[entry] = sidHigh[PROBE];
        sidLow[entry] = sidLow[PROBE];
        index.put(entry, entry);
        return entry;
    }

    private int append() {
        if (end == life.length) {
            int capacity = Math.addExact(end, end / 4);
            sidHigh = Arrays.copyOf(sidHigh, capacity);
            sidLow = Arrays.copyOf(sidLow, capacity);
            fingerprint = Arrays.copyOf(fingerprint, capacity);
            dateUpdated = Arrays.copyOf(dateUpdated, capacity);
            dateCreated = Arrays.copyOf(dateCreated, capacity);
            lastSeen = Arrays.copyOf(lastSeen, capacity);
            life = Arrays.copyOf(life, capacity);
        }
        return end++;
    }

    private static boolean isBelow(Instant floor, @Nullable Instant created) {
        return created != null && created.isBefore(floor);
    }

    private static boolean isBefore(int seconds, Instant moment) {
        return seconds != NO_TIME && Integer.toUnsignedLong(seconds) < moment.getEpochSecond();
    }

    /** Unsigned seconds, which suffice until 2106; a time outside of that range becomes the nearer end. */
    private static int seconds(@Nullable Instant time) {
        return time == null ? NO_TIME : (int) Math.min(Math.max(time.getEpochSecond(), 1), 0xFFFF_FFFFL);
    }

    private final class BySid implements IntHash.Strategy {

        @Override
        public int hashCode(int entry) {
            return (int) SidKey.hash(sidHigh[entry], sidLow[entry]);
        }

        @Override
        public boolean equals(int one, int other) {
            return one == NONE || other == NONE
                    ? one == other
                    : sidHigh[one] == sidHigh[other] && sidLow[one] == sidLow[other];
        }
    }
}

package io.callstream.kafka.connect.twilio.sync.ledger;

import io.callstream.kafka.connect.twilio.call.Call;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/**
 * The states of calls that were emitted last: of calls that the {@link Ledger} does not keep because they are too old. A list
 * may show a row twice, because its pages overlap or because two lists hold the call.
 *
 * <p>It remembers at least the last {@value #CAPACITY} states, and at most twice as many, in up to 64 KiB.
 */
public final class RecentStates {

    /** Two full pages: pages that overlap show a row again within them. */
    static final int CAPACITY = 2048;

    private LongOpenHashSet recent = new LongOpenHashSet();
    private LongOpenHashSet earlier = new LongOpenHashSet();

    /**
     * Adds a state.
     *
     * @return whether it was not there
     */
    public boolean add(Call call) {
        long state = hash(call.sid(), call.fingerprint());
        if (earlier.contains(state) || !recent.add(state)) {
            return false;
        }
        if (recent.size() == CAPACITY) {
            earlier = recent;
            recent = new LongOpenHashSet();
        }
        return true;
    }

    /** A well-mixed hash of a state of a call. */
    static long hash(String sid, long fingerprint) {
        return SidKey.hash(SidKey.of(sid).hash(), fingerprint);
    }
}

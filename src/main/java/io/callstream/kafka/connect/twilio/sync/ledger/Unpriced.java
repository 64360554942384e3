package io.callstream.kafka.connect.twilio.sync.ledger;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import org.jspecify.annotations.Nullable;

/** The mutable set behind {@link UnpricedCalls}: it starts with the hashes that an offset holds. */
public final class Unpriced {

    private final LongOpenHashSet hashes;
    private boolean overflowed;
    private @Nullable UnpricedCalls snapshot;

    public Unpriced(UnpricedCalls inherited) {
        hashes = new LongOpenHashSet(inherited.hashes());
        overflowed = inherited.overflowed();
    }

    /** Adds the hashes of another offset. */
    public void addAll(UnpricedCalls others) {
        for (long hash : others.hashes()) {
            hashes.add(hash);
        }
        overflowed |= others.overflowed();
        snapshot = null;
    }

    /**
     * Notes that the topic holds this state of the call.
     *
     * @param followed whether a rolling window may show the call again. Other calls are not added: all calls of the past
     *     that never got a price would exceed the capacity
     */
    public void note(Call call, boolean followed) {
        long hash = hash(call.sid());
        boolean waits = call.price() == null && CallStatus.awaitsPrice(call.status());
        if (waits ? followed && hashes.add(hash) : hashes.remove(hash)) {
            snapshot = null;
        }
    }

    /** Notes that the call was deleted. */
    public void remove(String sid) {
        if (hashes.remove(hash(sid))) {
            snapshot = null;
        }
    }

    /** Replaces the hashes by those of a ledger that knows every call within reach. */
    public void rebuild(Ledger ledger) {
        hashes.clear();
        ledger.forEachUnpriced(hashes::add);
        overflowed = false;
        snapshot = null;
    }

    /** The set as an offset holds it. */
    public UnpricedCalls snapshot() {
        UnpricedCalls current = snapshot;
        if (current == null) {
            // called for every page of changes: a set that exceeds the capacity must not be sorted each time
            boolean tooMany = overflowed || hashes.size() > UnpricedCalls.CAPACITY;
            current = tooMany ? UnpricedCalls.OVERFLOW : UnpricedCalls.of(hashes.toLongArray());
            snapshot = current;
        }
        return current;
    }

    private static long hash(String sid) {
        return SidKey.of(sid).hash();
    }
}

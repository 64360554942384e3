package io.callstream.kafka.connect.twilio.sync.ledger;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import org.jspecify.annotations.Nullable;

/** The growing and shrinking set behind {@link UnpricedCalls}: begins with what was inherited, and carries it on. */
public final class Unpriced {

    private final LongOpenHashSet hashes;
    private boolean overflowed;
    private @Nullable UnpricedCalls snapshot;

    public Unpriced(UnpricedCalls inherited) {
        hashes = new LongOpenHashSet(inherited.hashes());
        overflowed = inherited.overflowed();
    }

    /** Takes over what another offset says, too. */
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
     * @param followed whether a rolling window may show the call again. Of any other the price is not looked for: all
     *     calls of the past that never got one would be more than fit
     */
    public void note(Call call, boolean followed) {
        long hash = hash(call.sid());
        boolean waits = call.price() == null && CallStatus.awaitsPrice(call.status());
        if (waits ? followed && hashes.add(hash) : hashes.remove(hash)) {
            snapshot = null;
        }
    }

    /** There is no such call any more. */
    public void remove(String sid) {
        if (hashes.remove(hash(sid))) {
            snapshot = null;
        }
    }

    /** Begins anew from a ledger that knows every call within reach. */
    public void rebuild(Ledger ledger) {
        hashes.clear();
        ledger.forEachUnpriced(hashes::add);
        overflowed = false;
        snapshot = null;
    }

    /** The set as an offset states it. */
    public UnpricedCalls snapshot() {
        UnpricedCalls current = snapshot;
        if (current == null) {
            // asked for with every page of news: a set that is too large anyway must not be sorted each time
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

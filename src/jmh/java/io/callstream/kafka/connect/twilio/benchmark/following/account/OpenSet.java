package io.callstream.kafka.connect.twilio.benchmark.following.account;

import java.util.Arrays;

/** The calls that have not ended, oldest first, on an advancing clock. */
final class OpenSet {

    private final FormulaAccount account;
    private long[] calls = new long[1024];
    private int count;
    private long seen;

    OpenSet(FormulaAccount account) {
        this.account = account;
    }

    /** Advances to a second, never back. */
    void advanceTo(long second) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (isOpen(calls[i], second)) {
                calls[kept++] = calls[i];
            }
        }
        count = kept;
        long created = account.callsAt(second);
        for (long call = Math.max(seen, account.callsAt(second - CallLife.LONGEST_SECONDS)); call < created; call++) {
            if (isOpen(call, second)) {
                add(call);
            }
        }
        seen = created;
    }

    int size() {
        return count;
    }

    long call(int index) {
        return calls[index];
    }

    private boolean isOpen(long call, long second) {
        CallLife life = account.life(call);
        return !life.isFinal(life.stateAt(second));
    }

    private void add(long call) {
        if (count == calls.length) {
            calls = Arrays.copyOf(calls, 2 * count);
        }
        calls[count++] = call;
    }
}

package io.callstream.kafka.connect.twilio.sync.ledger;

import io.callstream.kafka.connect.twilio.call.Call;

/**
 * What the {@link Ledger} knows of a call's life, in a byte: its rank, whether it has a price or waits for one, and whether its
 * SID follows from its key.
 */
final class Life {

    private static final int PRICED = 0x10;
    private static final int UNPRICED = 0x20;
    private static final int USUAL_SID = 0x40;
    static final byte DELETED = (byte) 0x80;
    private static final int RANK = 0x0F;

    private Life() {}

    static byte of(Call row) {
        int rank = CallStatus.rank(row.status()) + 1;
        int price = row.price() != null ? PRICED : CallStatus.awaitsPrice(row.status()) ? UNPRICED : 0;
        int sid = SidKey.isUsual(row.sid()) ? USUAL_SID : 0;
        return (byte) (rank | price | sid);
    }

    static byte unranked(byte life) {
        return (byte) (life & ~RANK | CallStatus.UNRANKED + 1);
    }

    static int rank(byte life) {
        return (life & RANK) - 1;
    }

    static boolean isOpen(byte life) {
        int rank = rank(life);
        return rank != CallStatus.UNRANKED && rank < CallStatus.OPEN.size();
    }

    static boolean isPriced(byte life) {
        return (life & PRICED) != 0;
    }

    static boolean isUnpriced(byte life) {
        return (life & UNPRICED) != 0;
    }

    static boolean isDeleted(byte life) {
        return life == DELETED;
    }

    static boolean hasUsualSid(byte life) {
        return (life & USUAL_SID) != 0;
    }
}

package io.callstream.kafka.connect.twilio.benchmark.following.account;

/** The changes of a call. */
public enum Change {
    /** Created, queued and without any time. */
    QUEUED(Kind.STATUS),
    RINGING(Kind.STATUS),
    ANSWERED(Kind.STATUS),
    /** Gets its final status. */
    ENDED(Kind.END),
    /** Does not change {@code date_updated}. */
    PRICED(Kind.PRICE),
    /** Does not change {@code date_updated}. */
    REPRICED(Kind.PRICE),
    /** Changes the final status, days later. */
    CORRECTED(Kind.STATUS);

    /** Kinds that a reader of the topic distinguishes. */
    public enum Kind {
        STATUS,
        END,
        PRICE
    }

    private final Kind kind;

    Change(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

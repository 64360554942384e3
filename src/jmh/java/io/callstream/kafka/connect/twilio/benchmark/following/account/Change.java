package io.callstream.kafka.connect.twilio.benchmark.following.account;

/** What can happen to a call. */
public enum Change {
    /** It is there, queued and without any time. */
    QUEUED(Kind.STATUS),
    RINGING(Kind.STATUS),
    ANSWERED(Kind.STATUS),
    /** It has its final status. */
    ENDED(Kind.END),
    /** Does not move {@code date_updated}. */
    PRICED(Kind.PRICE),
    /** Does not move {@code date_updated}. */
    REPRICED(Kind.PRICE),
    /** Days later the final status becomes another. */
    CORRECTED(Kind.STATUS);

    /** Changes that a reader of the topic distinguishes. */
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

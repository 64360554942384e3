package io.callstream.kafka.connect.twilio.benchmark.following;

/** What can happen to a call. */
enum Change {
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

    /** Changes between which a reader of the topic would tell a difference. */
    enum Kind {
        STATUS,
        END,
        PRICE
    }

    final Kind kind;

    Change(Kind kind) {
        this.kind = kind;
    }
}

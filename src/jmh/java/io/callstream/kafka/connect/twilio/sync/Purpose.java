package io.callstream.kafka.connect.twilio.sync;

/** What a request of the sync is for, as a benchmark counts it. */
public enum Purpose {
    SWEEP_15MIN,
    SWEEP_2H,
    SWEEP_16H,
    SWEEP_5D,
    SWEEP_LOOKBACK,
    OPEN_LIST,
    OPEN_CALL,
    OTHER;

    /** Of a sync with the usual five windows. */
    public static Purpose of(Read read) {
        if (read instanceof Read.OfSweep sweep) {
            return values()[sweep.sweep().window()];
        } else if (read instanceof Read.OfOpenList) {
            return OPEN_LIST;
        }
        return read instanceof Read.OfOpenCall ? OPEN_CALL : OTHER;
    }
}

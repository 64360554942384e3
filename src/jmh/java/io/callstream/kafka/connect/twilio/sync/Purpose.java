package io.callstream.kafka.connect.twilio.sync;

/** The purpose of a sync's request, as a benchmark counts it. */
public enum Purpose {
    SWEEP_15MIN,
    SWEEP_2H,
    SWEEP_16H,
    SWEEP_5D,
    SWEEP_LOOKBACK,
    OPEN_LIST,
    OPEN_CALL,
    OTHER;

    /** The purpose of a read, for a sync with the default five windows. */
    public static Purpose of(Read read) {
        if (read instanceof Read.OfSweep sweep) {
            return values()[sweep.sweep().window()];
        } else if (read instanceof Read.OfOpenList) {
            return OPEN_LIST;
        }
        return read instanceof Read.OfOpenCall ? OPEN_CALL : OTHER;
    }
}

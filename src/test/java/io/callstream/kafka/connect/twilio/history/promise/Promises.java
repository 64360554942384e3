package io.callstream.kafka.connect.twilio.history.promise;

import java.util.ArrayList;
import java.util.List;

/** All promises of the connector. */
public final class Promises {

    private static final List<Promise> ALL = List.of(
            new Complete(),
            new CompleteBackfill(),
            new Selective(),
            new Monotonic(),
            new Frugal(),
            new InTime(),
            new InTimeAtTheEnd(),
            new Deleted(),
            new BoundedLedger(),
            new BoundedRequests());

    private Promises() {}

    /** What a history has broken, a line for each case. */
    public static List<String> brokenBy(Evidence evidence) {
        List<String> broken = new ArrayList<>();
        ALL.forEach(promise -> promise.check(evidence, broken::add));
        return broken;
    }
}

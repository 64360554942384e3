package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.history.promise.Evidence;
import io.callstream.kafka.connect.twilio.history.promise.Promises;
import java.util.Arrays;
import java.util.List;

/**
 * The outcome of a history.
 *
 * @param broken the promises that did not hold, a line for each case
 * @param repeats records in the topic that hold a state which was there before a restart
 * @param worst the most of them after one restart
 * @param readAgain records in the topic that a window emitted twice, because its cursor was rejected
 * @param stops how often the connector was stopped, by a crash or cleanly
 * @param records records in the topic
 * @param requests requests that were sent
 */
record Verdict(List<String> broken, int repeats, int worst, int readAgain, int stops, int records, int requests) {

    static Verdict of(Evidence evidence) {
        int[] repeats = evidence.repeatsByLife();
        return new Verdict(
                Promises.brokenBy(evidence),
                Arrays.stream(repeats).sum(),
                Arrays.stream(repeats).max().orElse(0),
                evidence.repeatsOfOneLife(),
                repeats.length - 1,
                evidence.recordCount(),
                evidence.requests().all());
    }

    /** The outcome of a history that an exception ended. */
    static Verdict failed(RuntimeException cause) {
        return new Verdict(List.of("the sync fails: " + cause), 0, 0, 0, 0, 0, 0);
    }

    boolean isGood() {
        return broken.isEmpty();
    }
}

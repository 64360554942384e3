package io.callstream.kafka.connect.twilio.history;

import java.util.List;

/**
 * What came of a history.
 *
 * @param broken promises that did not hold, in words
 * @param repeats records in the topic that hold a state which was there before a restart
 * @param worst the most of them after one restart
 * @param readAgain records in the topic that a window emitted twice, because its cursor was refused
 * @param crashes how often the connector was stopped, in good order or not
 * @param records in the topic
 * @param requests that were sent
 */
record Verdict(List<String> broken, int repeats, int worst, int readAgain, int crashes, int records, int requests) {

    boolean isGood() {
        return broken.isEmpty();
    }
}

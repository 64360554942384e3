package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.sync.model.Call;
import io.callstream.kafka.connect.twilio.sync.model.WindowId;
import io.callstream.kafka.connect.twilio.sync.model.WindowState;

/**
 * A record that was handed to Connect.
 *
 * @param life which run of the task sent it
 * @param at when, in milliseconds since 1970
 * @param offset the state that is stored once the record is acknowledged
 * @param topicPartition records of one are acknowledged in order
 * @param acknowledgedAt when the broker acknowledges it, unless the worker dies before
 */
record Sent(
        int life, long at, WindowId window, Call call, WindowState offset, int topicPartition, long acknowledgedAt) {

    /** Which of its call's states it holds. */
    int state() {
        return Rows.stateOf(call);
    }
}

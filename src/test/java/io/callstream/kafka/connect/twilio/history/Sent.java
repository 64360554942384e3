package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;

/**
 * A record that was handed to Connect.
 *
 * @param life which run of the task sent it
 * @param at when, in milliseconds since 1970
 * @param state which of its call's states it holds, or {@link #DELETED}
 * @param offset the state that is stored once the record is acknowledged
 * @param topicPartition records of one are acknowledged in order
 * @param acknowledgedAt when the broker acknowledges it, unless the worker dies before
 */
record Sent(
        int life,
        long at,
        WindowId window,
        String sid,
        int state,
        WindowState offset,
        int topicPartition,
        long acknowledgedAt) {

    /** The state of a tombstone: after it nothing may follow. */
    static final int DELETED = Integer.MAX_VALUE;

    boolean isTombstone() {
        return state == DELETED;
    }
}

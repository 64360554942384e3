package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;

/**
 * A record that was handed to Connect. Times are milliseconds since 1970.
 *
 * @param life which run of the task sent it
 * @param at when it was sent
 * @param state which of its call's states it holds, or {@link #DELETED}
 * @param ofOldHost whether it shows the state as old hosts do
 * @param offset the state that is stored once the record is acknowledged
 * @param topicPartition records of one are acknowledged in order
 * @param acknowledgedAt when the broker acknowledges it, unless the worker dies before
 */
public record Sent(
        int life,
        long at,
        WindowId window,
        String sid,
        int state,
        boolean ofOldHost,
        WindowState offset,
        int topicPartition,
        long acknowledgedAt) {

    /** The state of a tombstone: after it nothing may follow. */
    public static final int DELETED = Integer.MAX_VALUE;

    boolean isTombstone() {
        return state == DELETED;
    }
}

package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.sync.RestoredAccount;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.SyncSettings;

/**
 * A run of the task. Times are milliseconds since 1970.
 *
 * @param stored what it found stored when it started, as far as that counts with its filters
 * @param settings the user's
 */
public record Life(long from, long to, RestoredAccount stored, SyncSettings settings) {

    FilterHash filters() {
        return settings.filters().hash();
    }
}

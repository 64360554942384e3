package io.callstream.kafka.connect.twilio.history.promise;

import java.util.function.Consumer;

/** The backfill comes to its end. */
final class CompleteBackfill implements Promise {

    @Override
    public void check(Evidence evidence, Consumer<String> broken) {
        int left = evidence.progress().backfillWindowsLeft();
        if (left > 0) {
            broken.accept("the backfill is not complete, windows left: " + left);
        }
    }
}

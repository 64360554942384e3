package io.callstream.kafka.connect.twilio.history.promise;

import java.util.function.Consumer;

/** A promise of {@code docs/guarantees.md}; its class begins with the name that the docs give it. */
interface Promise {

    /** Reports each case in which a history broke the promise. */
    void check(Evidence evidence, Consumer<String> broken);
}

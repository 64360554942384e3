package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.Run;

/** A way to copy the calls into a topic. */
interface Variant {

    /** Its name in the measurements. */
    String name();

    /** Fills an empty topic. */
    Run fill(String topic);
}

package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.Run;

/** A way to bring the calls into a topic. */
interface Variant {

    /** As the measurements name it. */
    String name();

    /** Fills an empty topic once. */
    Run fill(String topic);
}

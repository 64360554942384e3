package io.callstream.kafka.connect.twilio.benchmark;

import java.util.List;

/** Something that can be measured by one command. */
public interface Benchmark {

    /** As the command line and the file of results name it. */
    String name();

    /** Measures, and tells on the screen how far it has come. */
    List<Measurement> run();
}

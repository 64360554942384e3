package io.callstream.kafka.connect.twilio.benchmark;

import java.util.List;

/** A benchmark that the command {@link Benchmarks} can run. */
public interface Benchmark {

    /** The name on the command line and of the file of results. */
    String name();

    /** Measures, and prints its progress. */
    List<Measurement> run();
}

package io.callstream.kafka.connect.twilio.benchmark;

import io.callstream.kafka.connect.twilio.api.json.PageBenchmark;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openjdk.jol.info.GraphLayout;

/** The records of the sample page. */
final class SampleRecords {

    private SampleRecords() {}

    /** The average bytes of heap of a record with its value and headers; shared objects are counted once. */
    static double bytesEachHolds() {
        try {
            return (double) GraphLayout.parseInstance(new PageBenchmark().parseAndMap())
                            .totalSize()
                    / SamplePage.ROWS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

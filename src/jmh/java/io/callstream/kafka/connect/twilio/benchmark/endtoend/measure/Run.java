package io.callstream.kafka.connect.twilio.benchmark.endtoend.measure;

import java.time.Duration;
import java.util.Map;

/**
 * The result of filling a topic once.
 *
 * @param took time from when the reader was running until the last record was in the topic
 * @param cpuSeconds of each process in that time, by its name
 * @param requests that reached the simulator in that time
 * @param peakHeapMib the most heap of the reader's process after a garbage collection; 0 without a collection
 */
public record Run(int records, Duration took, Map<String, Double> cpuSeconds, int requests, double peakHeapMib) {

    /** The name of the reading process, for every variant. */
    public static final String READER = "worker";

    public double recordsPerSecond() {
        return records / (took.toNanos() / 1e9);
    }

    public void addTo(Figures figures, String prefix) {
        figures.add(prefix + ".records_per_s", "1/s", recordsPerSecond());
        cpuSeconds.forEach((process, seconds) -> figures.add(prefix + "." + process + "_cpu_s", "s", seconds));
        figures.add(prefix + "." + READER + "_cpu_s_per_100k", "s", cpuSeconds.get(READER) * 100_000 / records);
        figures.add(prefix + ".requests", "requests", requests);
        figures.add(prefix + ".peak_heap_after_gc_mib", "MiB", peakHeapMib);
    }
}

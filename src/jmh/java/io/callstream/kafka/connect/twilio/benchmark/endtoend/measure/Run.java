package io.callstream.kafka.connect.twilio.benchmark.endtoend.measure;

import java.time.Duration;
import java.util.Map;

/**
 * One filling of a topic.
 *
 * @param took from the moment when the reader was running until the last record was in the topic
 * @param cpuSeconds that each process took meanwhile, by its name
 * @param requests that reached the simulator meanwhile
 * @param peakHeapMib of the reader's process, as its garbage collections left it; 0 where none was needed
 */
public record Run(int records, Duration took, Map<String, Double> cpuSeconds, int requests, double peakHeapMib) {

    /** The process that does the reading, under this name for each variant. */
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

package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.Run;
import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures the time, the CPU time of all processes and the requests between two moments. */
final class Meter {

    private final Map<String, Long> pids;
    private final RemoteSimulator twilio;
    private final Map<String, Duration> cpuBefore;
    private final int requestsBefore;
    private final long start;

    private Meter(Map<String, Long> pids, RemoteSimulator twilio, int requestsBefore) {
        this.pids = pids;
        this.twilio = twilio;
        this.requestsBefore = requestsBefore;
        this.cpuBefore = cpu(pids);
        this.start = System.nanoTime();
    }

    /**
     * Starts measuring.
     *
     * @param pids of the processes, by name
     * @param requestsBefore requests that the simulator had served by then
     */
    static Meter start(Map<String, Long> pids, RemoteSimulator twilio, int requestsBefore) {
        return new Meter(pids, twilio, requestsBefore);
    }

    Run stop(int records, double peakHeapMib) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Map<String, Double> cpuSeconds = new LinkedHashMap<>();
        cpu(pids).forEach((process, now) ->
                cpuSeconds.put(process, now.minus(cpuBefore.get(process)).toMillis() / 1e3));
        return new Run(records, took, cpuSeconds, twilio.served().size() - requestsBefore, peakHeapMib);
    }

    private static Map<String, Duration> cpu(Map<String, Long> pids) {
        Map<String, Duration> cpu = new LinkedHashMap<>();
        pids.forEach((process, pid) -> cpu.put(
                process,
                ProcessHandle.of(pid)
                        .flatMap(found -> found.info().totalCpuDuration())
                        .orElseThrow(() -> new IllegalStateException("process " + process + " is gone"))));
        return cpu;
    }
}

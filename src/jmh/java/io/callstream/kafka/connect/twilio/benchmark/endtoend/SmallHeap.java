package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.Figures;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.PeakMemory;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.Run;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.WatchedTask;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.WatchedWorker;
import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A worker with a small heap, and an account with a million calls within the lookback, all of which are in the ledger. A
 * backfill adds them at the highest rate.
 */
final class SmallHeap {

    private static final String NAME = "memory";
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    private SmallHeap() {}

    static void measure(ProcessStack stack, Backend backend, int calls, Figures figures) {
        String prefix = "memory.heap_256m";
        try (WatchedWorker worker = WatchedWorker.start(stack, "small-worker", List.of("-Xms256m", "-Xmx256m"));
                FilledTopic topic = new FilledTopic(stack.bootstrapServers(), NAME)) {
            ConnectRest connector = worker.connector(NAME);
            WatchedTask task = worker.task(NAME);
            connector.configure(config(backend)).ok();
            task.awaitRunning();
            Meter meter = Meter.start(
                    backend.pids(worker.process().pid()),
                    backend.twilio(),
                    backend.twilio().served().size());
            topic.await(calls, TIMEOUT, connector::status);
            Run run = meter.stop(calls, worker.jvm().peakAfterGcMib());
            figures.add(prefix + ".records_per_s", "1/s", run.recordsPerSecond());
            figures.add(prefix + ".worker_cpu_s", "s", run.cpuSeconds().get(Run.READER));
            figures.add(prefix + ".peak_mib", "MiB", run.peakHeapMib());
            figures.add(prefix + ".live_mib", "MiB", worker.jvm().liveMib());
            figures.add(prefix + ".peak_rss_mib", "MiB", PeakMemory.ofProcessMib(worker.process().pid()));
            figures.add(prefix + ".tracked_calls", "calls", task.metric("tracked-calls"));
            requireRunning(connector);
            connector.delete().ok();
        }
    }

    private static void requireRunning(ConnectRest connector) {
        if (!connector.taskStates().equals(List.of("RUNNING"))) {
            throw new IllegalStateException("the task failed in a small heap: " + connector.status());
        }
    }

    private static Map<String, String> config(Backend backend) {
        Map<String, String> config = new HashMap<>(backend.twilio().config());
        config.put("connector.class", TwilioCallsSourceConnector.class.getName());
        config.put("tasks.max", "1");
        config.put("topic", NAME);
        config.put("poll.interval.ms", "30000");
        return config;
    }
}

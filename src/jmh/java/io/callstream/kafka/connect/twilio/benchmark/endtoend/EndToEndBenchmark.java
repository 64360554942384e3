package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.Figures;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.PollThreadSamples;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.Run;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.WatchedWorker;
import io.callstream.kafka.connect.twilio.benchmark.Benchmark;
import io.callstream.kafka.connect.twilio.benchmark.Measurement;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The speed and the cost of copying the calls of an account into a topic. The variants take turns, so that other load on
 * the machine affects all of them; ratios are of consecutive runs.
 */
public final class EndToEndBenchmark implements Benchmark {

    /** Settings of the simulator that make the server's time and the account the same in every run. */
    private static final Map<String, String> WORLD =
            Map.of("now", "2026-11-23T13:07:11Z", "speed", "0", "calls.per.hour", "0", "latency.ms", "0");

    private static final int DAYS = 365;
    private static final int DAYS_WITHIN_LOOKBACK = 13;
    private static final int MS = 100;

    /** The default limit of a connector's requests in flight. */
    private static final int REQUESTS_AT_ONCE = 4;

    private final Size size = Size.fromProperties();
    private final Figures figures = new Figures();
    private int topics;

    @Override
    public String name() {
        return "end-to-end";
    }

    @Override
    public List<Measurement> run() {
        StackFiles files = PluginZip.withCeiling(StackFiles.fromBuild(name()));
        try (ProcessStack stack = ProcessStack.start(files, 0)) {
            compare(simulate(stack, size.calls(), DAYS, 2 * pages(size.calls()) + 100), stack);
            int many = size.trackedCalls();
            SmallHeap.measure(stack, simulate(stack, many, DAYS_WITHIN_LOOKBACK, 0), many, figures);
        } finally {
            figures.print();
        }
        return figures.measurements();
    }

    private static int pages(int calls) {
        return calls / 1000;
    }

    private static Backend simulate(ProcessStack stack, int calls, int days, int pagesKept) {
        Map<String, String> world = new LinkedHashMap<>(WORLD);
        world.put("calls", Integer.toString(calls));
        world.put("days", Integer.toString(days));
        world.put("pages.kept", Integer.toString(pagesKept));
        RemoteSimulator twilio = stack.startSimulator(world, List.of("-Xmx5g"));
        twilio.served(); // the first response takes longer than all others
        List<Long> pids = stack.simulatorPids();
        return new Backend(stack, twilio, pids.get(pids.size() - 1));
    }

    private void compare(Backend backend, ProcessStack stack) {
        try (WatchedWorker worker = WatchedWorker.start(stack, "worker", List.of());
                SdkLoop sdkLoop = SdkLoop.start(backend, size.calls())) {
            OnWorker connector = OnWorker.connector(backend, worker, size.calls());
            List<Variant> variants = List.of(connector, OnWorker.ceiling(backend, worker, size.calls()), sdkLoop);
            System.out.println("  warming up");
            variants.forEach(variant -> variant.fill(topic(variant)));
            measureSimulator(backend);
            for (int round = 0; round < size.runs(); round++) {
                for (int latency : new int[] {0, MS}) {
                    backend.twilio().latency(Duration.ofMillis(latency));
                    round(variants, "latency_" + latency);
                }
                backend.twilio().latency(Duration.ZERO);
                samplePollThread(connector, worker);
            }
        }
    }

    private void measureSimulator(Backend backend) {
        List<String> pages = backend.twilio().served().stream()
                .filter(url -> url.contains("PageSize=1000") && url.contains("StartTime"))
                .distinct()
                .toList();
        for (int round = 0; round < size.runs(); round++) {
            Duration took = SimulatorSpeed.read(backend.twilio(), pages);
            figures.add("simulator.pages_per_s", "1/s", pages.size() / (took.toNanos() / 1e9));
        }
    }

    private void round(List<Variant> variants, String latency) {
        Map<String, Run> runs = new LinkedHashMap<>();
        for (Variant variant : variants) {
            Run run = variant.fill(topic(variant));
            run.addTo(figures, latency + "." + variant.name());
            runs.put(variant.name(), run);
            System.out.printf(
                    "  %-12s %-10s %,10.0f records/s, CPU seconds %s%n",
                    latency, variant.name(), run.recordsPerSecond(), run.cpuSeconds());
        }
        double connector = runs.get("connector").recordsPerSecond();
        double ceiling = runs.get("ceiling").recordsPerSecond();
        figures.add(latency + ".connector_to_ceiling", "ratio", connector / ceiling);
        figures.add(
                latency + ".connector_to_sdk_loop",
                "ratio",
                connector / runs.get("sdk_loop").recordsPerSecond());
        figures.add(
                latency + ".connector_to_ceiling_by_worker_cpu",
                "ratio",
                runs.get("ceiling").cpuSeconds().get(Run.READER)
                        / runs.get("connector").cpuSeconds().get(Run.READER));
        if (latency.equals("latency_" + MS)) {
            figures.add(
                    latency + ".connector_to_allowed",
                    "ratio",
                    connector / Math.min(allowed(runs.get("connector")), ceiling));
        }
    }

    /** The records per second if the run's requests had followed one another without a pause, four at a time. */
    private static double allowed(Run run) {
        double seconds = run.requests() * (MS / 1000.0) / REQUESTS_AT_ONCE;
        return run.records() / seconds;
    }

    private void samplePollThread(OnWorker connector, WatchedWorker worker) {
        connector.fill(topic(connector), task -> {
            PollThreadSamples samples = PollThreadSamples.start(worker.jvm(), task.pollThread());
            return () -> {
                samples.close();
                samples.addTo(figures);
            };
        });
    }

    private String topic(Variant variant) {
        return variant.name() + "-" + ++topics;
    }
}

package io.callstream.kafka.connect.twilio.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The steps of a row through the connector, one by one, by JMH: nanoseconds and bytes allocated for each. */
final class MicroBenchmarks implements Benchmark {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** {@code true}: a rough result in a minute instead of a measurement in ten. */
    private static final boolean QUICK = Boolean.getBoolean("benchmark.quick");

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public List<Measurement> run() {
        List<Measurement> measurements = new ArrayList<>();
        for (RunResult run : jmh()) {
            String name = run.getParams().getBenchmark().replaceAll(".*\\.(\\w+)Benchmark\\.", "$1.");
            measurements.add(new Measurement(name + ".ns", "ns", scores(run.getBenchmarkResults())));
            Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
            measurements.add(Measurement.exact(name + ".allocated", "bytes", allocated.getScore()));
        }
        measurements.add(Measurement.exact("Page.recordHolds", "bytes", SampleRecords.bytesEachHolds()));
        return measurements;
    }

    private static List<Double> scores(Collection<BenchmarkResult> forks) {
        return forks.stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
    }

    private static Collection<RunResult> jmh() {
        OptionsBuilder options = new OptionsBuilder();
        options.include("\\.twilio\\..*Benchmark\\.")
                .addProfiler(GCProfiler.class)
                // no threads beside the measured one, and no memory that must first be obtained from the machine
                .jvmArgsAppend("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC")
                .shouldFailOnError(true);
        if (QUICK) {
            options.forks(1)
                    .warmupIterations(3)
                    .measurementIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementTime(TimeValue.milliseconds(500));
        }
        return run(options.build());
    }

    private static Collection<RunResult> run(Options options) {
        try {
            return new Runner(options).run();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.callstream.kafka.connect.twilio.benchmark;

import io.callstream.kafka.connect.twilio.benchmark.endtoend.EndToEndBenchmark;
import io.callstream.kafka.connect.twilio.benchmark.following.CostOfFollowing;
import java.nio.file.Path;
import java.util.List;

/**
 * The command behind {@code mvn -q -Pbenchmark verify -Dbenchmark=…}: measures, and compares the results with the goals.
 *
 * <p>The argument is the name of a benchmark, {@code all}, {@code guard}, which runs all and fails if one is far off its
 * goal, {@code table}, which only prints the goals, or {@code pictures}, which draws the results.
 */
public final class Benchmarks {

    private static final List<Benchmark> ALL =
            List.of(new MicroBenchmarks(), new CostOfFollowing(), new EndToEndBenchmark());

    private Benchmarks() {}

    public static void main(String[] args) {
        Path results = Path.of(System.getProperty("benchmark.results", "target/benchmarks"));
        String what = args[0];
        int status = 0;
        if (what.equals("pictures")) {
            Pictures.draw(found(results), results);
        } else {
            chosen(what).forEach(benchmark -> measure(benchmark, results));
            System.out.println();
            Goals.table(found(results)).forEach(System.out::println);
        }
        if (what.equals("guard")) {
            List<String> broken = Goals.farOff(found(results));
            broken.forEach(System.out::println);
            status = broken.isEmpty() ? 0 : 1;
        }
        System.exit(status); // a client may have a thread that still runs
    }

    private static void measure(Benchmark benchmark, Path results) {
        System.out.printf("%n%s%n", benchmark.name());
        Results.ofNow(benchmark.name(), benchmark.run()).write(results);
    }

    private static Found found(Path results) {
        return new Found(results, names());
    }

    private static List<String> names() {
        return ALL.stream().map(Benchmark::name).toList();
    }

    private static List<Benchmark> chosen(String what) {
        switch (what) {
            case "all", "guard":
                return ALL;
            case "table":
                return List.of();
            default:
                return List.of(ALL.stream()
                        .filter(benchmark -> benchmark.name().equals(what))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("There is no benchmark " + what
                                + ". There are: all, guard, table, pictures, " + String.join(", ", names()))));
        }
    }
}

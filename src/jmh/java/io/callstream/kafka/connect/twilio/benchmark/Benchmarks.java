package io.callstream.kafka.connect.twilio.benchmark;

import io.callstream.kafka.connect.twilio.benchmark.following.CostOfFollowing;
import java.nio.file.Path;
import java.util.List;

/** The command behind {@code mvn -q -Pbenchmark verify -Dbenchmark=…}. */
public final class Benchmarks {

    private static final List<Benchmark> ALL = List.of(new CostOfFollowing());

    private Benchmarks() {}

    public static void main(String[] args) {
        Path results = Path.of(System.getProperty("benchmark.results", "target/benchmarks"));
        for (Benchmark benchmark : chosen(args[0])) {
            System.out.printf("%n%s%n", benchmark.name());
            Results.ofNow(benchmark.name(), benchmark.run()).write(results);
        }
        System.exit(0); // some client may have left a thread
    }

    private static List<Benchmark> chosen(String name) {
        if (name.equals("all")) {
            return ALL;
        }
        List<Benchmark> chosen =
                ALL.stream().filter(benchmark -> benchmark.name().equals(name)).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("There is no benchmark " + name + ". There are: all, "
                    + String.join(", ", ALL.stream().map(Benchmark::name).toList()));
        }
        return chosen;
    }
}

package io.callstream.kafka.connect.twilio.docs;

import io.callstream.kafka.connect.twilio.benchmark.Found;
import io.callstream.kafka.connect.twilio.benchmark.Goals;
import io.callstream.kafka.connect.twilio.benchmark.Measurement;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The numbers in {@code docs/performance.md} match the results in {@code docs/performance}, which
 * {@code -Dbenchmark.results=docs/performance} writes.
 */
class PerformanceDocTest {

    private static final Path RESULTS = Path.of("docs/performance");

    private final Found found = new Found(RESULTS, List.of("micro", "following", "end-to-end"));

    @Test
    void goalsMatchTheBenchmarks() {
        new GeneratedDoc("performance.md", "goals").mustBe(Goals.table(found));
    }

    @Test
    void stepsMatchTheMeasurements() {
        Stream<String> rows = Stream.of(
                        "Page.scanTokens",
                        "Page.parse",
                        "Page.fingerprint",
                        "Page.map",
                        "Page.parseAndMap",
                        "Ledger.lookUp",
                        "Ledger.lookUpAndEnter",
                        "Sweep.sweepOfKnownRows",
                        "Sweep.sweepOfNothing")
                .map(step -> "| `%s` | %s | %s |"
                        .formatted(step, spread("micro:" + step + ".ns"), number("micro:" + step + ".allocated")));
        table("steps", "| step | ns, median (least to most) | bytes allocated |\n|---|---|---|", rows);
    }

    @Test
    void endToEndRunsMatchTheMeasurements() {
        Stream<String> rows = Stream.of("latency_0", "latency_100")
                .flatMap(latency -> Stream.of("connector", "ceiling", "sdk_loop")
                        .map(variant -> "end-to-end:" + latency + "." + variant)
                        .map(prefix -> "| %s | %s | %s | %s | %s | %s |"
                                .formatted(
                                        prefix.replaceAll(".*latency_(\\d+)\\.(\\w+)", "$2, $1 ms")
                                                .replace('_', ' '),
                                        spread(prefix + ".records_per_s"),
                                        number(prefix + ".worker_cpu_s"),
                                        number(prefix + ".simulator_cpu_s"),
                                        number(prefix + ".peak_heap_after_gc_mib"),
                                        number(prefix + ".requests"))));
        table(
                "end-to-end",
                "| | records a second, median (least to most) | CPU s of the reading process | CPU s of the simulator | peak heap, MiB | requests |\n|---|---|---|---|---|---|",
                rows);
    }

    @Test
    void costOfFollowingMatchesTheMeasurements() {
        Stream<String> rows = Stream.of("1000", "100000", "1000000")
                .map(size -> "following:" + size + ".")
                .filter(prefix -> found.figure(prefix + "rows_per_call").isPresent())
                .map(prefix -> "| %,d | %s | %s | %s | %s | %s | %s | %s |"
                        .formatted(
                                Integer.parseInt(prefix.replaceAll("\\D", "")),
                                number(prefix + "requests_per_day"),
                                number(prefix + "rows_per_call"),
                                number(prefix + "baseline.lookback.rows_per_call"),
                                number(prefix + "baseline.two_days.rows_per_call"),
                                number(prefix + "baseline.oracle.rows_per_call"),
                                number(prefix + "delay.under_15min.p99_s"),
                                number(prefix + "delay.end.of_long_calls.p99_s")));
        table(
                "following",
                "| calls a day | requests a day | rows read of a call | (a) 14 days each poll | (b) two days each poll | (c) oracle | p99, s: change under 15 min | p99, s: end of a long call |\n|---|---|---|---|---|---|---|---|",
                rows);
    }

    private void table(String name, String head, Stream<String> rows) {
        new GeneratedDoc("performance.md", name)
                .mustBe(Stream.concat(head.lines(), rows).toList());
    }

    private String spread(String figure) {
        return measured(figure)
                .map(one -> "%s (%s to %s)".formatted(format(one.median()), format(one.min()), format(one.max())))
                .orElse("-");
    }

    private String number(String figure) {
        return measured(figure).map(one -> format(one.median())).orElse("-");
    }

    private Optional<Measurement> measured(String figure) {
        return found.figure(figure);
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%,.1f" : "%,.0f", value);
    }
}

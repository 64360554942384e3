package io.callstream.kafka.connect.twilio.benchmark;

import java.util.List;

/**
 * One figure, measured several times.
 *
 * @param name what was measured, as {@code parse.ns_per_row}
 * @param unit of each run
 * @param runs values in the order of the runs; a single one where the result is exact
 */
public record Measurement(String name, String unit, List<Double> runs) {

    public static Measurement exact(String name, String unit, double value) {
        return new Measurement(name, unit, List.of(value));
    }

    public double median() {
        List<Double> sorted = runs.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double min() {
        return runs.stream().min(Double::compare).orElseThrow();
    }

    public double max() {
        return runs.stream().max(Double::compare).orElseThrow();
    }
}

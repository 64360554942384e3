package io.callstream.kafka.connect.twilio.benchmark.following;

import io.callstream.kafka.connect.twilio.benchmark.following.account.Change;
import io.callstream.kafka.connect.twilio.benchmark.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * The delays from a change to the first record that shows it, by the kind of change and the age of the call. A state that no
 * read has seen counts as shown by the first record of a newer one.
 */
final class Delays {

    /** The depths of the rolling windows, in seconds. */
    private static final long[] AGES = {900, 7200, 57_600, 460_800, Long.MAX_VALUE};

    private static final String[] AGE_NAMES = {"under_15min", "under_2h", "under_16h", "under_5.3d", "older"};

    private final long pollMillis;
    private final Histogram[][] byKindAndAge = new Histogram[Change.Kind.values().length][AGES.length];
    private final Histogram excess = new Histogram();

    Delays(long pollMillis) {
        this.pollMillis = pollMillis;
        for (Histogram[] ages : byKindAndAge) {
            for (int age = 0; age < AGES.length; age++) {
                ages[age] = new Histogram();
            }
        }
    }

    /**
     * @param age of the call at the change, in seconds
     * @param delay in milliseconds
     */
    void record(Change change, long age, long delay) {
        int window = 0;
        while (age >= AGES[window]) {
            window++;
        }
        byKindAndAge[change.kind().ordinal()][window].record(delay);
        if (window > 0 && change.kind() != Change.Kind.END) {
            excess.record(delay - Math.max(pollMillis, age * 1000));
        }
    }

    List<Measurement> measurements(String prefix) {
        List<Measurement> measurements = new ArrayList<>();
        Histogram young = new Histogram();
        for (Change.Kind kind : Change.Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            Histogram all = new Histogram();
            Histogram grown = new Histogram();
            for (int age = 0; age < AGES.length; age++) {
                Histogram some = byKindAndAge[kind.ordinal()][age];
                all.addAll(some);
                (age == 0 ? young : grown).addAll(some);
                add(measurements, prefix + "delay." + name + "." + AGE_NAMES[age], some);
            }
            add(measurements, prefix + "delay." + name, all);
            if (kind == Change.Kind.END) {
                add(measurements, prefix + "delay.end.of_long_calls", grown);
            }
        }
        add(measurements, prefix + "delay.under_15min", young);
        add(measurements, prefix + "delay.beyond_age", excess);
        return measurements;
    }

    private static void add(List<Measurement> measurements, String name, Histogram histogram) {
        measurements.add(Measurement.exact(name + ".count", "changes", histogram.count()));
        if (histogram.count() == 0) {
            return;
        }
        BiConsumer<String, Long> seconds = (what, millis) ->
                measurements.add(Measurement.exact(name + "." + what, "s", millis / 1000.0));
        seconds.accept("p50_s", histogram.quantile(0.5));
        seconds.accept("p99_s", histogram.quantile(0.99));
        seconds.accept("max_s", histogram.max());
    }
}

package io.callstream.kafka.connect.twilio.benchmark;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The latest results of the benchmarks, by the name of the benchmark and of the figure. */
public final class Found {

    private final Map<String, Measurement> figures = new HashMap<>();

    /** Reads the results of the given benchmarks, where there are any. */
    public Found(Path directory, List<String> benchmarks) {
        for (String benchmark : benchmarks) {
            if (Results.exist(directory, benchmark)) {
                Results.read(directory, benchmark)
                        .measurements()
                        .forEach(figure -> figures.put(benchmark + ":" + figure.name(), figure));
            }
        }
    }

    /**
     * A figure.
     *
     * @param name as {@code micro:Page.parse.ns}
     */
    public Optional<Measurement> figure(String name) {
        return Optional.ofNullable(figures.get(name));
    }

    /** The median of a figure. */
    public OptionalDouble median(String name) {
        return figure(name).map(found -> OptionalDouble.of(found.median())).orElse(OptionalDouble.empty());
    }

    /** The first median divided by the second. */
    OptionalDouble ratio(String one, String other) {
        OptionalDouble above = median(one);
        OptionalDouble below = median(other);
        return above.isPresent() && below.isPresent()
                ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
                : OptionalDouble.empty();
    }
}

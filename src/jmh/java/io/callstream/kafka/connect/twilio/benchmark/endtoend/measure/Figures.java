package io.callstream.kafka.connect.twilio.benchmark.endtoend.measure;

import io.callstream.kafka.connect.twilio.benchmark.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the values of the runs by name. */
public final class Figures {

    private record Key(String name, String unit) {}

    private final Map<Key, List<Double>> runs = new LinkedHashMap<>();

    public void add(String name, String unit, double value) {
        runs.computeIfAbsent(new Key(name, unit), key -> new ArrayList<>()).add(value);
    }

    public List<Measurement> measurements() {
        return runs.entrySet().stream()
                .map(entry -> new Measurement(entry.getKey().name(), entry.getKey().unit(), entry.getValue()))
                .toList();
    }

    public void print() {
        for (Measurement measurement : measurements()) {
            System.out.printf(
                    "  %-48s %,14.3f %-10s (%,.3f to %,.3f)%n",
                    measurement.name(), measurement.median(), measurement.unit(), measurement.min(), measurement.max());
        }
    }
}

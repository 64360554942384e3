package io.callstream.kafka.connect.twilio.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The results of one benchmark, stored as JSON for tables and pictures.
 *
 * @param benchmark its name
 * @param date when it was measured
 * @param machine a description of the machine
 * @param measurements each under a name of its own
 */
public record Results(String benchmark, String date, String machine, List<Measurement> measurements) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Results ofNow(String benchmark, List<Measurement> measurements) {
        return new Results(benchmark, LocalDate.now(ZoneOffset.UTC).toString(), thisMachine(), measurements);
    }

    /** Reads the latest results. */
    public static Results read(Path directory, String benchmark) {
        try {
            return JSON.readValue(file(directory, benchmark).toFile(), Results.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean exist(Path directory, String benchmark) {
        return Files.exists(file(directory, benchmark));
    }

    public void write(Path directory) {
        try {
            Files.createDirectories(directory);
            JSON.writerWithDefaultPrettyPrinter()
                    .writeValue(file(directory, benchmark).toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The measurement with a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Measurement get(String name) {
        return measurements.stream()
                .filter(measurement -> measurement.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(benchmark + " has no measurement " + name));
    }

    private static Path file(Path directory, String benchmark) {
        return directory.resolve(benchmark + ".json");
    }

    private static String thisMachine() {
        return "%d cores, %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        System.getProperty("java.version"));
    }
}

package io.callstream.kafka.connect.twilio.stack.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.kafka.connect.twilio.stack.client.Http;
import io.callstream.kafka.connect.twilio.stack.process.FreePort;
import io.callstream.kafka.connect.twilio.stack.process.ManagedProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.opentest4j.TestAbortedException;

/** A Prometheus process of this machine, as in Debian's package {@code prometheus}. */
public final class Prometheus implements AutoCloseable {

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);

    private final String url;
    private final ManagedProcess process;

    /** The values of a series over time. */
    public record Series(Map<String, String> labels, SortedMap<Instant, Double> values) {}

    private Prometheus(String url, ManagedProcess process) {
        this.url = url;
        this.process = process;
    }

    /** Skips a test where there is no Prometheus, or fails it with {@code -Dprometheus.required=true}. */
    public static void require() {
        if (program("prometheus").isPresent() && program("promtool").isPresent()) {
            return;
        }
        String message =
                "Prometheus is not installed (Debian: apt-get install prometheus): the tests of metrics need it";
        if (Boolean.getBoolean("prometheus.required")) {
            throw new AssertionError(message);
        }
        throw new TestAbortedException(message);
    }

    /** Starts it with a configuration file. Its data is written to the file's directory. */
    public static Prometheus start(Path config) {
        int port = FreePort.find();
        Path directory = config.toAbsolutePath().getParent();
        ManagedProcess process = ManagedProcess.program(
                "prometheus",
                List.of(
                        program("prometheus").orElseThrow().toString(),
                        "--config.file=" + config.toAbsolutePath(),
                        "--storage.tsdb.path=" + directory.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port),
                LONGEST_LIFE,
                directory.resolve("prometheus.log"));
        String url = "http://127.0.0.1:" + port;
        Http http = new Http();
        process.await(() -> http.responds(url + "/api/v1/status/runtimeinfo"), Duration.ofSeconds(60));
        return new Prometheus(url, process);
    }

    /** Runs {@code promtool}, which must succeed, and returns its output. */
    public static String promtool(Path directory, String... arguments) {
        try {
            Path log = Files.createTempFile(directory, "promtool", ".log");
            ManagedProcess tool = ManagedProcess.program(
                    "promtool",
                    Stream.concat(Stream.of(program("promtool").orElseThrow().toString()), Stream.of(arguments))
                            .toList(),
                    Duration.ofMinutes(1),
                    log);
            int code = tool.awaitEnd(Duration.ofMinutes(1));
            if (code != 0) {
                throw new IllegalStateException("promtool exited with " + code + tool.tail());
            }
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The current value of an expression that has at most one. */
    public Optional<Double> value(String expression) {
        JsonNode result = get("/api/v1/query?query=" + encoded(expression));
        return result.isEmpty()
                ? Optional.empty()
                : Optional.of(Double.valueOf(result.get(0).path("value").path(1).asText()));
    }

    /** The values of an expression over time, a series for each set of labels. */
    public List<Series> values(String expression, Instant from, Instant to, Duration step) {
        JsonNode result = get("/api/v1/query_range?query=" + encoded(expression) + "&start=" + from + "&end=" + to
                + "&step=" + step.toSeconds());
        return StreamSupport.stream(result.spliterator(), false)
                .map(Prometheus::series)
                .toList();
    }

    @Override
    public void close() {
        process.close();
    }

    private JsonNode get(String path) {
        return new Http().get(url + path).ok().path("data").path("result");
    }

    private static Series series(JsonNode node) {
        SortedMap<Instant, Double> values = new TreeMap<>();
        node.path("values")
                .forEach(pair -> values.put(
                        Instant.ofEpochMilli((long) (pair.path(0).asDouble() * 1000)),
                        Double.valueOf(pair.path(1).asText().replace("+Inf", "Infinity"))));
        Map<String, String> labels = new TreeMap<>();
        node.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new Series(labels, values);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Optional<Path> program(String name) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

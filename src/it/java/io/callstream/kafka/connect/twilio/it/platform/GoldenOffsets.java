package io.callstream.kafka.connect.twilio.it.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Offsets that a version stored during a backfill of a simulated account. Every later version must resume from them.
 * {@link GoldenOffsetsIT} writes them.
 */
final class GoldenOffsets {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final String PREFIX = "offsets-";
    private static final String SUFFIX = ".json";

    /** The simulator's settings for the world in which the offsets were written. */
    static final Map<String, String> WORLD = Map.of(
            "now", "2026-10-15T12:00:00Z", "calls", "3000", "days", "80", "calls.per.hour", "20", "latency.ms", "200");

    private static final String ACCOUNT = "${account_sid}";
    private static final Pattern PAGE_TOKEN = Pattern.compile("PageToken=\\w+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode offsets;

    /**
     * Offsets as Connect's REST API has them.
     *
     * @param offsets a list of partitions with their offsets
     */
    GoldenOffsets(JsonNode offsets) {
        this.offsets = offsets;
    }

    /** The offsets of a version, for an account. */
    static GoldenOffsets read(String version, String account) throws IOException {
        return new GoldenOffsets(JSON.readTree(Files.readString(file(version)).replace(ACCOUNT, account)));
    }

    /** Writes the offsets of a connector to the file of a version. */
    static void write(String version, String account, JsonNode offsets) throws IOException {
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(offsets);
        Files.createDirectories(file(version).getParent());
        Files.writeString(file(version), text.replace(account, ACCOUNT) + "\n");
    }

    /** The versions of which offsets are kept. */
    static List<String> versions() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
                    .map(name -> name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    private static Path file(String version) {
        return FOLDER.resolve(PREFIX + version + SUFFIX);
    }

    /** The body of a request that alters offsets. */
    List<Map<String, Object>> all() {
        return JSON.convertValue(offsets, new TypeReference<>() {});
    }

    boolean rollingIsStored() {
        return offsets.findValuesAsText("window").contains("rolling");
    }

    /** The first days of the completed months. */
    List<String> finishedMonths() {
        return StreamSupport.stream(offsets.spliterator(), false)
                .filter(each -> each.path("offset").path("done").asBoolean())
                .map(each -> each.path("partition").path("window").asText())
                .filter(window -> window.matches("backfill:\\d{4}-\\d{2}"))
                .map(window -> window.substring("backfill:".length()) + "-01")
                .toList();
    }

    /** The page tokens at which unfinished months resume. */
    List<String> cursors() {
        return StreamSupport.stream(offsets.spliterator(), false)
                .filter(each -> each.path("partition").path("window").asText().startsWith("backfill:"))
                .map(each -> each.path("offset").path("page_uri").asText())
                .flatMap(uri -> PAGE_TOKEN.matcher(uri).results())
                .map(MatchResult::group)
                .toList();
    }

    /** The calls that have changed since the offsets were written: each of them must be emitted. */
    Set<String> owed(RemoteSimulator twilio) {
        Instant written = Instant.parse(WORLD.get("now")).plus(Duration.ofHours(1));
        return twilio.truth().calls().stream()
                .filter(call -> call.changed().isAfter(written))
                .map(call -> call.sid())
                .collect(Collectors.toSet());
    }
}

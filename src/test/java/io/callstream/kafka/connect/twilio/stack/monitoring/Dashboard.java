package io.callstream.kafka.connect.twilio.stack.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A Grafana dashboard, read from its JSON.
 *
 * @param panels from the upper left to the lower right
 */
public record Dashboard(List<Panel> panels) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A panel and its lines. */
    public record Panel(String title, String unit, Place place, List<Target> targets) {}

    /** The position of a panel, in a grid of 24 columns. */
    public record Place(int x, int y, int width, int height) {}

    /**
     * Lines of a panel.
     *
     * @param expression in PromQL, with the dashboard's variables
     * @param legend a text with {@code {{label}}} for a label's value
     */
    public record Target(String expression, String legend) {

        /** The expression for all connectors and accounts. */
        public String forAll(String rateInterval) {
            return expression
                    .replace("$__rate_interval", rateInterval)
                    .replace("$connector", ".*")
                    .replace("$account", ".*");
        }
    }

    public static Dashboard read(Path file) {
        try {
            return new Dashboard(all(JSON.readTree(file.toFile()).path("panels")).stream()
                    .map(Dashboard::panel)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Panel panel(JsonNode node) {
        JsonNode place = node.path("gridPos");
        return new Panel(
                node.path("title").asText(),
                node.path("fieldConfig").path("defaults").path("unit").asText(),
                new Place(
                        place.path("x").asInt(),
                        place.path("y").asInt(),
                        place.path("w").asInt(),
                        place.path("h").asInt()),
                all(node.path("targets")).stream()
                        .map(target -> new Target(
                                target.path("expr").asText(),
                                target.path("legendFormat").asText()))
                        .toList());
    }

    private static List<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}

package io.callstream.kafka.connect.twilio.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.kafka.connect.twilio.api.json.PageParser.Parsed;
import io.callstream.kafka.connect.twilio.call.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Any bytes give a value or a {@link MalformedPageException}; any other exception fails. A plain test run replays the inputs
 * in the resources under this class's name; the profile {@code fuzz} searches for more, and stores there those that fail.
 */
class PageParserFuzzTest {

    private static final ObjectMapper TREES = new ObjectMapper();

    private final PageParser parser = new PageParser(Rows.ACCOUNT, false);
    private final PageParser skipping = new PageParser(Rows.ACCOUNT, true);

    @FuzzTest
    void anyBytesGiveAPageOrAMalformedOne(byte[] bytes) throws IOException {
        Optional<Parsed> page = orMalformed(() -> parser.page(new ByteArrayInputStream(bytes)));
        Optional<Parsed> trickled = orMalformed(() -> skipping.page(new Trickle(bytes)));
        if (page.isPresent()) {
            assertThat(trickled).isEqualTo(page);
            rowsSayTheSameInAnyOrderOfTheirKeys(bytes);
        } else {
            trickled.ifPresent(skipped ->
                    assertThat(skipped.skippedRows()).as("skipped rows").isPositive());
        }
        orMalformed(() -> parser.call(new ByteArrayInputStream(bytes)));
        orMalformed(() -> PageParser.accountCreated(new ByteArrayInputStream(bytes)));
        PageParser.error(new ByteArrayInputStream(bytes), 404);
    }

    /** Reorders keys through a tree, which keeps one of several values of a key: the order of duplicates matters. */
    private void rowsSayTheSameInAnyOrderOfTheirKeys(byte[] bytes) throws IOException {
        JsonNode rows;
        try {
            rows = TREES.readTree(bytes).path("calls");
        } catch (JsonProcessingException e) {
            return; // valid, but not for a tree
        }
        for (JsonNode row : rows) {
            if (row instanceof ObjectNode ordered) {
                Optional<Call> call = one(ordered);
                Optional<Call> reversed = one(reversed(ordered));
                assertThat(reversed.map(Call::fingerprint)).isEqualTo(call.map(Call::fingerprint));
            }
        }
    }

    private Optional<Call> one(ObjectNode row) throws IOException {
        return orMalformed(() -> parser.call(Rows.stream(row.toString())))
                .map(parsed -> parsed.calls().get(0));
    }

    private static ObjectNode reversed(ObjectNode row) {
        List<Map.Entry<String, JsonNode>> properties = new ArrayList<>(row.properties());
        Collections.reverse(properties);
        ObjectNode reversed = TREES.createObjectNode();
        properties.forEach(property -> reversed.set(property.getKey(), property.getValue()));
        return reversed;
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> Optional<T> orMalformed(Reading<T> reading) throws IOException {
        try {
            return Optional.of(reading.read());
        } catch (MalformedPageException e) {
            return Optional.empty();
        }
    }

    /** A stream that returns one byte at a time, as a slow connection may. */
    private static final class Trickle extends InputStream {

        private final InputStream bytes;

        Trickle(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return bytes.read(buffer, offset, Math.min(length, 1));
        }
    }
}

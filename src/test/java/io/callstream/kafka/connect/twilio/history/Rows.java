package io.callstream.kafka.connect.twilio.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.kafka.connect.twilio.api.json.PageParser;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallField;
import io.callstream.kafka.connect.twilio.simulator.list.CallJson;
import io.callstream.kafka.connect.twilio.simulator.list.Presentation;
import io.callstream.kafka.connect.twilio.simulator.world.CallState;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Simulated calls as rows, written and parsed as those of the API, so that the parser decides which of them are the same
 * state. One more property of a row, which the parser does not know, is the index of the state that it shows.
 */
final class Rows {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String STATE = "simulated_state";

    private final PageParser parser = new PageParser("", false);
    private final Map<Presentation, Map<CallState, Call>> rows = new EnumMap<>(Presentation.class);

    /** The row that shows a call at a moment. */
    Call at(SimulatedCall call, Instant moment, Presentation presentation) {
        return rows.computeIfAbsent(presentation, shown -> new IdentityHashMap<>())
                .computeIfAbsent(call.at(moment), state -> row(call, state, presentation));
    }

    /** The index of the state that a row shows. */
    static int stateOf(Call row) {
        return Integer.parseInt(row.additionalProperties().get(STATE));
    }

    /** Whether a host wrote it that writes less of the state of calls than others. */
    static boolean isOfOldHost(Call row) {
        return row.get(CallField.PRICE_UNIT) == null;
    }

    private Call row(SimulatedCall call, CallState state, Presentation presentation) {
        int index = 0;
        while (call.states().get(index) != state) {
            index++;
        }
        try {
            return parser.call(new ByteArrayInputStream(json(call, state, index, presentation)))
                    .calls()
                    .get(0);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static byte[] json(SimulatedCall call, CallState state, int index, Presentation presentation)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(3000);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField(STATE, index);
            CallJson.properties(json, call, state, presentation);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}

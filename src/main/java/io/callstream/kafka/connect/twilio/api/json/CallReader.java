package io.callstream.kafka.connect.twilio.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallField;
import it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one row from a stream of JSON tokens, in any order of its keys. A value that is not of its field's kind is
 * kept as JSON text under its key among the additional properties, as are unknown keys.
 */
final class CallReader {

    private static final Map<String, CallField> FIELDS =
            Arrays.stream(CallField.values()).collect(Collectors.toMap(CallField::key, Function.identity()));

    private static final String UNKNOWN_STATUS = "unknown";
    private static final int MAX_DECIMAL_LENGTH = 40;

    /** The number that rows have. */
    private static final int USUAL_SUBRESOURCES = 7;

    private final String accountSid;
    private final SharedTexts sharedTexts = new SharedTexts();

    /**
     * @param accountSid the account requested: that of a row without an {@code account_sid}
     */
    CallReader(String accountSid) {
        this.accountSid = accountSid;
    }

    /**
     * Reads a row: the parser is at its opening brace before, and at its closing one afterwards.
     *
     * @return empty if the row has no SID
     */
    Optional<Call> read(JsonParser json) throws IOException {
        Call.Builder row = new Call.Builder();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            CallField field = FIELDS.get(key);
            if (field == null) {
                readUnknown(json, key, row);
            } else {
                row.set(field, value(json, field, row));
            }
        }
        if (!row.has(CallField.SID)) {
            return Optional.empty();
        }
        row.setIfAbsent(CallField.ACCOUNT_SID, accountSid).setIfAbsent(CallField.STATUS, UNKNOWN_STATUS);
        return Optional.of(row.fingerprint(Fingerprint.of(row)).build());
    }

    private @Nullable Object value(JsonParser json, CallField field, Call.Builder row) throws IOException {
        String key = field.key();
        return switch (field.kind()) {
            case TEXT -> text(json, key, row);
            case SHARED_TEXT -> shared(json, key, row);
            case TIME -> date(json, key, row);
            case INT -> intNumber(json, key, row);
            case LONG -> wholeNumber(json, key, row);
            case DECIMAL -> decimal(json, key, row);
            case TEXTS -> texts(json, key, row);
        };
    }

    private static @Nullable String text(JsonParser json, String key, Call.Builder row) throws IOException {
        return isText(json, key, row) ? json.getText() : null;
    }

    /** A text that other rows are likely to have as well. */
    private @Nullable String shared(JsonParser json, String key, Call.Builder row) throws IOException {
        return isText(json, key, row) ? sharedTexts.current(json) : null;
    }

    /** Whether the value is a scalar that is not null or empty, to be read as a text. An array or object is kept as JSON text. */
    private static boolean isText(JsonParser json, String key, Call.Builder row) throws IOException {
        JsonToken token = json.currentToken();
        if (!token.isScalarValue()) {
            row.additionalProperty(key, rawJson(json));
            return false;
        }
        return !isEmpty(json, token);
    }

    private static boolean isEmpty(JsonParser json, JsonToken token) throws IOException {
        return token == JsonToken.VALUE_NULL || token == JsonToken.VALUE_STRING && json.getTextLength() == 0;
    }

    private static @Nullable Instant date(JsonParser json, String key, Call.Builder row) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            Optional<Instant> date =
                    TwilioDate.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
            if (date.isPresent()) {
                return date.get();
            }
        }
        if (isText(json, key, row)) {
            row.additionalProperty(key, rawJson(json));
        }
        return null;
    }

    private @Nullable Long wholeNumber(JsonParser json, String key, Call.Builder row) throws IOException {
        String text = shared(json, key, row);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            row.additionalProperty(key, rawJson(json));
            return null;
        }
    }

    private @Nullable Integer intNumber(JsonParser json, String key, Call.Builder row) throws IOException {
        Long number = wholeNumber(json, key, row);
        if (number == null) {
            return null;
        }
        if (number != number.intValue()) {
            row.additionalProperty(key, rawJson(json));
            return null;
        }
        return number.intValue();
    }

    /** Rejects exponents: one of them would turn a few characters into gigabytes of digits. */
    private @Nullable BigDecimal decimal(JsonParser json, String key, Call.Builder row) throws IOException {
        String text = shared(json, key, row);
        if (text == null) {
            return null;
        }
        boolean plain = text.length() <= MAX_DECIMAL_LENGTH && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        try {
            if (plain) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            plain = false;
        }
        row.additionalProperty(key, rawJson(json));
        return null;
    }

    private static @Nullable Map<String, String> texts(JsonParser json, String key, Call.Builder row)
            throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            row.additionalProperty(key, rawJson(json));
            return null;
        }
        Map<String, String> texts = new Object2ObjectOpenHashMap<>(USUAL_SUBRESOURCES);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                texts.put(name, json.getText());
            } else if (token != JsonToken.VALUE_NULL) {
                row.additionalProperty(key + "." + name, rawJson(json));
            }
        }
        return texts.isEmpty() ? null : texts;
    }

    private static void readUnknown(JsonParser json, String key, Call.Builder row) throws IOException {
        if (!isEmpty(json, json.currentToken())) {
            row.additionalProperty(key, rawJson(json));
        }
    }

    /** The current value as JSON text; numbers digit by digit, as a copy through a double would change them. */
    private static String rawJson(JsonParser json) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = PageParser.JSON.createGenerator(text)) {
            int depth = 0;
            do {
                JsonToken token = depth == 0 ? json.currentToken() : json.nextToken();
                if (token.isNumeric()) {
                    generator.writeNumber(json.getText());
                } else {
                    generator.copyCurrentEvent(json);
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0);
        }
        return text.toString();
    }
}

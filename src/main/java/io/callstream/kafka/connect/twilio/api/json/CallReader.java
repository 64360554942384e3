package io.callstream.kafka.connect.twilio.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.callstream.kafka.connect.twilio.api.json.SharedTexts.Shared;
import io.callstream.kafka.connect.twilio.call.Call;
import it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one row from a stream of JSON tokens, whatever the order of its keys. A value that cannot be read as what it
 * should be is kept as JSON text under its key among the additional properties, as are keys that are not known.
 */
final class CallReader {

    private static final String UNKNOWN_STATUS = "unknown";
    private static final int MAX_DECIMAL_LENGTH = 40;

    /** As many as rows have; a map of them without an object for each. */
    private static final int USUAL_SUBRESOURCES = 7;

    private final String accountSid;
    private final SharedTexts sharedTexts = new SharedTexts();

    /**
     * @param accountSid the account asked for: that of a row which does not say
     */
    CallReader(String accountSid) {
        this.accountSid = accountSid;
    }

    /** Reads a row; the parser stands on its opening brace, and afterwards on its closing one. Empty if it has no SID. */
    Optional<Call> read(JsonParser json) throws IOException {
        Row row = new Row();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            readProperty(json, key, row);
        }
        return row.sid == null ? Optional.empty() : Optional.of(row.call(accountSid));
    }

    private void readProperty(JsonParser json, String key, Row row) throws IOException {
        switch (key) {
            case "sid" -> row.sid = text(json, key, row);
            case "account_sid" -> row.account = shared(json, key, row);
            case "status" -> row.status = shared(json, key, row);
            case "direction" -> row.direction = shared(json, key, row);
            case "from" -> row.from = shared(json, key, row);
            case "from_formatted" -> row.fromFormatted = shared(json, key, row);
            case "to" -> row.to = shared(json, key, row);
            case "to_formatted" -> row.toFormatted = shared(json, key, row);
            case "forwarded_from" -> row.forwardedFrom = text(json, key, row);
            case "caller_name" -> row.callerName = text(json, key, row);
            case "answered_by" -> row.answeredBy = shared(json, key, row);
            case "parent_call_sid" -> row.parentCallSid = text(json, key, row);
            case "group_sid" -> row.groupSid = text(json, key, row);
            case "phone_number_sid" -> row.phoneNumberSid = shared(json, key, row);
            case "trunk_sid" -> row.trunkSid = shared(json, key, row);
            case "api_version" -> row.apiVersion = shared(json, key, row);
            case "price_unit" -> row.priceUnit = shared(json, key, row);
            case "uri" -> row.uri = text(json, key, row);
            case "date_created" -> row.dateCreated = date(json, key, row);
            case "date_updated" -> row.dateUpdated = date(json, key, row);
            case "start_time" -> row.startTime = date(json, key, row);
            case "end_time" -> row.endTime = date(json, key, row);
            case "duration" -> row.duration = duration(json, key, row);
            case "queue_time" -> row.queueTime = wholeNumber(json, key, row);
            case "price" -> row.price = decimal(json, key, row);
            case "subresource_uris" -> readSubresources(json, key, row);
            default -> readUnknown(json, key, row);
        }
    }

    private static @Nullable String text(JsonParser json, String key, Row row) throws IOException {
        if (!isText(json, key, row)) {
            return null;
        }
        String text = json.getText();
        if (text.isEmpty()) {
            return null;
        }
        row.fingerprint.add(key, text);
        return text;
    }

    /** A text that other rows are likely to have, too. */
    private @Nullable String shared(JsonParser json, String key, Row row) throws IOException {
        if (!isText(json, key, row)) {
            return null;
        }
        Shared shared = sharedTexts.current(json);
        if (shared == Shared.EMPTY) {
            return null;
        }
        row.fingerprint.add(key, shared.hash());
        return shared.text();
    }

    /** Whether there is a text, or what can be taken for one; all but null and that is kept as it is. */
    private static boolean isText(JsonParser json, String key, Row row) throws IOException {
        JsonToken token = json.currentToken();
        if (token.isScalarValue()) {
            return token != JsonToken.VALUE_NULL;
        }
        row.unreadable(key, rawJson(json));
        return false;
    }

    private static @Nullable Instant date(JsonParser json, String key, Row row) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            Optional<Instant> date =
                    TwilioDate.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
            if (date.isPresent()) {
                row.fingerprint.add(key, date.get().getEpochSecond());
                return date.get();
            }
        }
        if (text(json, key, row) != null) {
            row.keepText(key, rawJson(json));
        }
        return null;
    }

    private @Nullable Long wholeNumber(JsonParser json, String key, Row row) throws IOException {
        String text = shared(json, key, row);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            row.keepText(key, rawJson(json));
            return null;
        }
    }

    private @Nullable Integer duration(JsonParser json, String key, Row row) throws IOException {
        Long seconds = wholeNumber(json, key, row);
        if (seconds == null) {
            return null;
        }
        if (seconds != seconds.intValue()) {
            row.keepText(key, rawJson(json));
            return null;
        }
        return seconds.intValue();
    }

    /** No exponents: one of them would turn a few letters into gigabytes of digits. */
    private @Nullable BigDecimal decimal(JsonParser json, String key, Row row) throws IOException {
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
        row.keepText(key, rawJson(json));
        return null;
    }

    private void readSubresources(JsonParser json, String key, Row row) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            row.unreadable(key, rawJson(json));
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                String uri = json.getText();
                row.subresources().put(name, uri);
                row.fingerprint.addNested(key, name, uri);
            } else if (token != JsonToken.VALUE_NULL) {
                row.unreadable(key + "." + name, rawJson(json));
            }
        }
    }

    private static void readUnknown(JsonParser json, String key, Row row) throws IOException {
        JsonToken token = json.currentToken();
        boolean empty = token == JsonToken.VALUE_NULL || token == JsonToken.VALUE_STRING && json.getTextLength() == 0;
        if (!empty) {
            row.unreadable(key, rawJson(json));
        }
    }

    /** The current value; numbers digit by digit, as a copy through a double would change them. */
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

    /** A row while it is being read. */
    private static final class Row {

        private final Fingerprint fingerprint = new Fingerprint();
        private @Nullable Map<String, String> subresources;
        private @Nullable Map<String, String> additional;

        private @Nullable String sid;
        private @Nullable String account;
        private @Nullable String status;
        private @Nullable String direction;
        private @Nullable String from;
        private @Nullable String fromFormatted;
        private @Nullable String to;
        private @Nullable String toFormatted;
        private @Nullable String forwardedFrom;
        private @Nullable String callerName;
        private @Nullable String answeredBy;
        private @Nullable String parentCallSid;
        private @Nullable String groupSid;
        private @Nullable String phoneNumberSid;
        private @Nullable String trunkSid;
        private @Nullable String apiVersion;
        private @Nullable String priceUnit;
        private @Nullable String uri;
        private @Nullable Instant dateCreated;
        private @Nullable Instant dateUpdated;
        private @Nullable Instant startTime;
        private @Nullable Instant endTime;
        private @Nullable Integer duration;
        private @Nullable Long queueTime;
        private @Nullable BigDecimal price;

        Map<String, String> subresources() {
            if (subresources == null) {
                subresources = new Object2ObjectOpenHashMap<>(USUAL_SUBRESOURCES);
            }
            return subresources;
        }

        /** The value says something, and it is not among the known properties. */
        void unreadable(String key, String rawJson) {
            fingerprint.add(key, rawJson);
            keepText(key, rawJson);
        }

        void keepText(String key, String rawJson) {
            if (additional == null) {
                additional = new LinkedHashMap<>();
            }
            additional.put(key, rawJson);
        }

        Call call(String accountAsked) {
            return new Call(
                    Objects.requireNonNull(sid),
                    account == null ? accountAsked : account,
                    status == null ? UNKNOWN_STATUS : status,
                    direction,
                    from,
                    fromFormatted,
                    to,
                    toFormatted,
                    forwardedFrom,
                    callerName,
                    answeredBy,
                    parentCallSid,
                    groupSid,
                    phoneNumberSid,
                    trunkSid,
                    apiVersion,
                    priceUnit,
                    uri,
                    dateCreated,
                    dateUpdated,
                    startTime,
                    endTime,
                    duration,
                    queueTime,
                    price,
                    subresources == null ? Map.of() : subresources,
                    additional == null ? Map.of() : additional,
                    fingerprint.value());
        }
    }
}

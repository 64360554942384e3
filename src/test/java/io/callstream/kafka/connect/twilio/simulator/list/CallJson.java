package io.callstream.kafka.connect.twilio.simulator.list;

import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.kafka.connect.twilio.simulator.world.CallDetails;
import io.callstream.kafka.connect.twilio.simulator.world.CallState;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes a call as the API does: usually 27 keys, all but one of them strings or null. */
public final class CallJson {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy ", Locale.ENGLISH);
    /** Formatted days by their number since 1970: a formatter takes most of the time of a page. */
    private static final Map<Long, String> DAYS = new ConcurrentHashMap<>();

    private static final int SECONDS_OF_DAY = 86_400;

    private static final String[] SUBRESOURCES = {
        "notifications", "recordings", "streams", "payments", "siprec", "events", "feedback"
    };

    private static final String[] OTHER_SUBRESOURCES = {"user_defined_messages", "recordings"};

    private CallJson() {}

    public static void write(JsonGenerator json, SimulatedCall call, Instant now) throws IOException {
        json.writeStartObject();
        properties(json, call, call.at(now), Presentation.USUAL);
        json.writeEndObject();
    }

    /** Writes the properties of a call in one of its states, into an object. */
    public static void properties(JsonGenerator json, SimulatedCall call, CallState state, Presentation presentation)
            throws IOException {
        boolean usual = presentation != Presentation.OTHER_HOST;
        CallDetails details = call.details();
        boolean answered =
                state.status().equals("in-progress") || state.status().equals("completed");
        String version = usual ? "2010-04-01" : "2008-08-01";
        String uri = "/" + version + "/Accounts/" + call.accountSid() + "/Calls/" + call.sid();
        json.writeStringField("sid", call.sid());
        json.writeStringField("account_sid", call.accountSid());
        text(json, "annotation", details.annotation().orElse(null));
        text(json, "answered_by", answered ? details.answeredBy().orElse(null) : null);
        json.writeStringField("api_version", version);
        text(json, "caller_name", details.callerName().orElse(null));
        text(json, "date_created", state.dated() ? date(call.created()) : null);
        text(json, "date_updated", date(state.updated()));
        json.writeStringField("direction", call.direction());
        text(json, "duration", usual || state.duration() != null ? state.duration() : "0");
        text(json, "end_time", date(state.end()));
        text(json, "forwarded_from", details.forwardedFrom().orElse(null));
        json.writeStringField("from", call.from());
        text(json, "from_formatted", usual ? formatted(call.from()) : null);
        text(json, "group_sid", details.groupSid().orElse(null));
        text(json, "parent_call_sid", call.parentCallSid().orElse(null));
        text(json, "phone_number_sid", details.phoneNumberSid().orElse(null));
        text(json, "price", usual || state.price() == null ? state.price() : state.price() + "0");
        if (presentation != Presentation.OLD_HOST) {
            json.writeStringField("price_unit", "USD");
        }
        text(json, "queue_time", usual || details.queueTime() > 0 ? Long.toString(details.queueTime()) : null);
        text(json, "start_time", date(state.start()));
        json.writeStringField("status", state.status());
        json.writeStringField("to", call.to());
        text(json, "to_formatted", usual ? formatted(call.to()) : null);
        json.writeStringField("trunk_sid", "");
        json.writeStringField("uri", uri + ".json");
        json.writeObjectFieldStart("subresource_uris");
        for (String name : usual ? SUBRESOURCES : OTHER_SUBRESOURCES) {
            json.writeStringField(
                    name, uri + "/" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + ".json");
        }
        json.writeEndObject();
        if (!usual) {
            json.writeStringField("host", "other");
        }
    }

    public static @Nullable String date(@Nullable Instant time) {
        if (time == null) {
            return null;
        }
        long day = Math.floorDiv(time.getEpochSecond(), SECONDS_OF_DAY);
        int second = Math.floorMod(time.getEpochSecond(), SECONDS_OF_DAY);
        StringBuilder text =
                new StringBuilder(31).append(DAYS.computeIfAbsent(day, key -> DAY.format(LocalDate.ofEpochDay(key))));
        return twoDigits(
                        twoDigits(twoDigits(text, second / 3600).append(':'), second / 60 % 60)
                                .append(':'),
                        second % 60)
                .append(" +0000")
                .toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    public static void text(JsonGenerator json, String key, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(key);
        } else {
            json.writeStringField(key, value);
        }
    }

    private static String formatted(String endpoint) {
        return endpoint.startsWith("+1")
                ? "(" + endpoint.substring(2, 5) + ") " + endpoint.substring(5, 8) + "-" + endpoint.substring(8)
                : endpoint;
    }
}

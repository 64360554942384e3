package io.callstream.kafka.connect.twilio.api.json;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Responses of the API for tests: rows as maps of a key to its JSON text. */
public final class Rows {

    public static final String ACCOUNT = "AC" + "a1".repeat(16);
    public static final String SID = "CA" + "c0".repeat(16);
    public static final String LIST = "/2010-04-01/Accounts/" + ACCOUNT + "/Calls.json";

    private Rows() {}

    /** A row with all the 27 keys, as Twilio sends it. */
    public static Map<String, String> live() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("date_updated", "\"Tue, 31 Aug 2010 20:36:44 +0000\"");
        row.put("price_unit", "\"USD\"");
        row.put("parent_call_sid", "null");
        row.put("caller_name", "\"\"");
        row.put("duration", "\"15\"");
        row.put("from", "\"+14158675308\"");
        row.put("to", "\"+14158675309\"");
        row.put("annotation", "null");
        row.put("answered_by", "null");
        row.put("sid", quoted(SID));
        row.put("queue_time", "\"120\"");
        row.put("price", "\"-0.03000\"");
        row.put("api_version", "\"2010-04-01\"");
        row.put("status", "\"completed\"");
        row.put("direction", "\"inbound\"");
        row.put("start_time", "\"Tue, 31 Aug 2010 20:36:29 +0000\"");
        row.put("date_created", "\"Tue, 31 Aug 2010 20:36:28 +0000\"");
        row.put("from_formatted", "\"(415) 867-5308\"");
        row.put("group_sid", "null");
        row.put("trunk_sid", "\"\"");
        row.put("forwarded_from", "\"+14158675310\"");
        row.put("uri", "\"/2010-04-01/Accounts/" + ACCOUNT + "/Calls/" + SID + ".json\"");
        row.put("account_sid", quoted(ACCOUNT));
        row.put("end_time", "\"Tue, 31 Aug 2010 20:36:44 +0000\"");
        row.put("to_formatted", "\"(415) 867-5309\"");
        row.put("phone_number_sid", "\"PN" + "b2".repeat(16) + "\"");
        row.put("subresource_uris", "{\"events\": \"/Events.json\", \"streams\": \"/Streams.json\"}");
        return row;
    }

    /** The live row with one value changed. */
    public static Map<String, String> with(String key, String json) {
        Map<String, String> row = live();
        row.put(key, json);
        return row;
    }

    /** The live row without one key. */
    public static Map<String, String> without(String key) {
        Map<String, String> row = live();
        row.remove(key);
        return row;
    }

    /** The live row with another SID. */
    public static Map<String, String> number(int number) {
        return with("sid", quoted("CA%032x".formatted(number)));
    }

    public static String json(Map<String, String> properties) {
        StringJoiner json = new StringJoiner(", ", "{", "}");
        properties.forEach((key, value) -> json.add(quoted(key) + ": " + value));
        return json.toString();
    }

    /** The last page of a list. */
    @SafeVarargs
    public static String page(Map<String, String>... rows) {
        return pageBefore("null", rows);
    }

    /**
     * A page.
     *
     * @param next the JSON text of its {@code next_page_uri}
     */
    @SafeVarargs
    public static String pageBefore(String next, Map<String, String>... rows) {
        return "{\"first_page_uri\": \"" + LIST + "?PageSize=50&Page=0\", \"end\": 0, \"previous_page_uri\": null, "
                + "\"calls\": " + calls(rows) + ", \"page_size\": 50, \"page\": 0, \"start\": 0, "
                + "\"next_page_uri\": " + next + "}";
    }

    @SafeVarargs
    public static String calls(Map<String, String>... rows) {
        StringJoiner json = new StringJoiner(", ", "[", "]");
        for (Map<String, String> row : rows) {
            json.add(json(row));
        }
        return json.toString();
    }

    public static String quoted(String text) {
        return '"' + text + '"';
    }

    public static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}

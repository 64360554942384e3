package io.callstream.kafka.connect.twilio.offset;

import io.callstream.kafka.connect.twilio.window.WindowId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A window of an account, as Connect knows it.
 *
 * @param accountSid the account
 * @param window the window
 */
public record SourcePartition(String accountSid, WindowId window) {

    static final String ACCOUNT_SID = "account_sid";
    static final String WINDOW = "window";

    /**
     * Always a {@code HashMap} built in the same way: Connect compares source partitions as serialised bytes, and its
     * own REST API builds them in this order.
     */
    public Map<String, String> toMap() {
        Map<String, String> map = new HashMap<>();
        map.put(ACCOUNT_SID, accountSid);
        map.put(WINDOW, window.name());
        return map;
    }

    /**
     * Reads a source partition.
     *
     * @throws InvalidOffsetException if it is not one of this connector's
     */
    public static SourcePartition fromMap(Map<String, ?> map) {
        if (map.size() != 2) {
            throw new InvalidOffsetException("The source partition " + map + " must have the keys '" + ACCOUNT_SID
                    + "' and '" + WINDOW + "', and no other.");
        }
        return new SourcePartition(text(map, ACCOUNT_SID), new WindowId(text(map, WINDOW)));
    }

    private static String text(Map<String, ?> map, String key) {
        @Nullable Object value = map.get(key);
        if (value instanceof String string && !string.isEmpty()) {
            return string;
        }
        throw new InvalidOffsetException(
                "The source partition " + map + " must have a text under '" + key + "', and has: " + value + ".");
    }
}

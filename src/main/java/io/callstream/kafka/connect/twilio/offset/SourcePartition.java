package io.callstream.kafka.connect.twilio.offset;

import io.callstream.kafka.connect.twilio.window.WindowId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The source partition of a window of an account.
 *
 * @param accountSid the account
 * @param window the window
 */
public record SourcePartition(String accountSid, WindowId window) {

    static final String ACCOUNT_SID = "account_sid";
    static final String WINDOW = "window";

    /**
     * The partition as Connect stores it: a {@code HashMap} that is always built in the same way, because Connect compares
     * source partitions as serialized bytes, and its REST API builds them in this order.
     */
    public Map<String, String> toMap() {
        Map<String, String> map = new HashMap<>();
        map.put(ACCOUNT_SID, accountSid);
        map.put(WINDOW, window.name());
        return map;
    }

    /**
     * Parses a source partition.
     *
     * @throws InvalidOffsetException if it is not one of this connector's partitions
     */
    public static SourcePartition fromMap(Map<String, ?> map) {
        if (map.size() != 2) {
            throw new InvalidOffsetException("Invalid source partition " + map + ": expected exactly the keys '"
                    + ACCOUNT_SID + "' and '" + WINDOW + "'.");
        }
        return new SourcePartition(text(map, ACCOUNT_SID), new WindowId(text(map, WINDOW)));
    }

    private static String text(Map<String, ?> map, String key) {
        @Nullable Object value = map.get(key);
        if (value instanceof String string && !string.isEmpty()) {
            return string;
        }
        throw new InvalidOffsetException("Invalid source partition " + map + ": expected a non-empty string under '"
                + key + "'; found " + value + ".");
    }
}

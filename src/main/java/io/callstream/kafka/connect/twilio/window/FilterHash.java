package io.callstream.kafka.connect.twilio.window;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The user's own filters, as an offset states them. What is known of a window is true only of the list that it was read
 * from: with other filters it is another list. A hash, for a phone number has no place in an offset.
 *
 * @param text 16 hexadecimal digits, or nothing without filters
 */
public record FilterHash(String text) {

    /** No filter: all calls. */
    public static final FilterHash NONE = new FilterHash("");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{16}");

    /** The hash of filters by the name of their key; stored in offsets, so it must stay as it is. */
    public static FilterHash of(SortedMap<String, String> filters) {
        StringBuilder text = new StringBuilder();
        filters.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\0'));
        UUID hash = UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        return filters.isEmpty() ? NONE : new FilterHash(HexFormat.of().toHexDigits(hash.getMostSignificantBits()));
    }

    /** Whether all calls are let through. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether this can be the hash of any filters, or of none. */
    public boolean isValid() {
        return isNone() || HASH.matcher(text).matches();
    }
}

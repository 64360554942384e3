package io.callstream.kafka.connect.twilio.window;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The user's own filters, as an offset holds them. The state of a window is true only of the list that it was read from:
 * under other filters it is another list. A hash, because a phone number does not belong in an offset.
 *
 * @param text 16 hexadecimal digits, empty without filters
 */
public record FilterHash(String text) {

    /** No filter: all calls. */
    public static final FilterHash NONE = new FilterHash("");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{16}");

    /** The hash of filters by the name of their key. Offsets hold it, so it must not change. */
    public static FilterHash of(SortedMap<String, String> filters) {
        StringBuilder text = new StringBuilder();
        filters.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\0'));
        UUID hash = UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        return filters.isEmpty() ? NONE : new FilterHash(HexFormat.of().toHexDigits(hash.getMostSignificantBits()));
    }

    /** Whether there is no filter. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether this has the form of a hash, or of no filter. */
    public boolean isValid() {
        return isNone() || HASH.matcher(text).matches();
    }
}

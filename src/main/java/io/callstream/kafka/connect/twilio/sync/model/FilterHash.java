package io.callstream.kafka.connect.twilio.sync.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
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

    private static final int BYTES = 8;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");

    /** The hash of filters by the name of their key; stored in offsets, so it must stay as it is. */
    public static FilterHash of(SortedMap<String, String> filters) {
        if (filters.isEmpty()) {
            return NONE;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            filters.forEach((key, value) -> digest.update((key + "=" + value + "\0").getBytes(StandardCharsets.UTF_8)));
            return new FilterHash(HexFormat.of().formatHex(digest.digest(), 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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

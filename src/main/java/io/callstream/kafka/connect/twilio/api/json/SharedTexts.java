package io.callstream.kafka.connect.twilio.api.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A cache of texts that many rows of a page have in common, such as statuses, prices and the account's own numbers: a hit
 * saves a new String.
 *
 * <p>Each slot keeps its latest text, so the memory is bounded for any page.
 */
final class SharedTexts {

    private static final int SLOTS = 512;

    private final @Nullable String[] slots = new String[SLOTS];

    /** The text of the current token, which may be empty. */
    String current(JsonParser json) throws IOException {
        int length = json.getTextLength();
        if (length == 0) {
            return "";
        }
        char[] chars = json.getTextCharacters();
        int offset = json.getTextOffset();
        int slot = slot(chars, offset, length);
        String known = slots[slot];
        if (known == null || !isText(known, chars, offset, length)) {
            known = new String(chars, offset, length);
            slots[slot] = known;
        }
        return known;
    }

    /** Phone numbers differ at their end, words in their length or in the middle. */
    private static int slot(char[] chars, int offset, int length) {
        int last = offset + length - 1;
        int mixed = length;
        mixed = 31 * mixed + chars[last];
        mixed = 31 * mixed + chars[Math.max(offset, last - 1)];
        mixed = 31 * mixed + chars[offset + length / 2];
        return mixed & (SLOTS - 1);
    }

    private static boolean isText(String text, char[] chars, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = length - 1; i >= 0; i--) {
            if (text.charAt(i) != chars[offset + i]) {
                return false;
            }
        }
        return true;
    }
}

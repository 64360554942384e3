package io.callstream.kafka.connect.twilio.preview.report;

import java.util.Optional;

/**
 * A reason why a configuration cannot be used.
 *
 * @param key the key at fault; empty if the file itself is
 * @param message what is wrong and what to do; contains no secret
 */
public record Problem(Optional<String> key, String message) {

    /** A problem of one key. */
    public static Problem of(String key, String message) {
        return new Problem(Optional.of(key), message);
    }

    /** A problem of the file. */
    public static Problem ofFile(String message) {
        return new Problem(Optional.empty(), message);
    }

    @Override
    public String toString() {
        return key.map(name -> name + ": ").orElse("") + message;
    }
}

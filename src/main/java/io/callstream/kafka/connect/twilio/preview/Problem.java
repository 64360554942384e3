package io.callstream.kafka.connect.twilio.preview;

import java.util.Optional;

/**
 * Why a configuration cannot be used.
 *
 * @param key at fault; empty if it is the file as a whole
 * @param message what is wrong, and what the reader can do; holds no secret
 */
record Problem(Optional<String> key, String message) {

    static Problem of(String key, String message) {
        return new Problem(Optional.of(key), message);
    }

    static Problem ofFile(String message) {
        return new Problem(Optional.empty(), message);
    }

    @Override
    public String toString() {
        return key.map(name -> name + ": ").orElse("") + message;
    }
}

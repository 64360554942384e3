package io.callstream.kafka.connect.twilio.api.http;

import java.io.IOException;

/** A foreign text, shortened for a log: on one line, and at most 500 characters. */
final class Excerpt {

    private static final int MAX_LENGTH = 500;

    private Excerpt() {}

    static String of(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }

    static String of(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + of(e.getMessage()));
    }
}

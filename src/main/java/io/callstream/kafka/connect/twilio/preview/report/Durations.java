package io.callstream.kafka.connect.twilio.preview.report;

import java.time.Duration;

/** Formats durations for people: in a unit that keeps the number small, and as at least 1 s. */
final class Durations {

    private Durations() {}

    static String text(Duration duration) {
        if (duration.toSeconds() < 120) {
            return Math.max(1, duration.toSeconds()) + " s";
        }
        if (duration.toMinutes() < 120) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() < 72 ? duration.toHours() + " h" : duration.toDays() + " days";
    }
}

package io.callstream.kafka.connect.twilio.preview;

import java.time.Duration;

/** Durations for people: in the unit that leaves a small number, and at least a second. */
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

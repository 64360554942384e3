package io.callstream.kafka.connect.twilio.report;

import java.time.Duration;

/** Durations as log lines and reports show them: in the unit that leaves a small number, and at least one second. */
public final class Durations {

    private Durations() {}

    public static String text(Duration duration) {
        if (duration.toSeconds() < 120) {
            return Math.max(1, duration.toSeconds()) + " s";
        }
        if (duration.toMinutes() < 120) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() < 72 ? duration.toHours() + " h" : duration.toDays() + " days";
    }
}

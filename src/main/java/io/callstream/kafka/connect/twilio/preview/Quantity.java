package io.callstream.kafka.connect.twilio.preview;

import java.util.List;

/**
 * A number that is known more or less.
 *
 * @param value the best guess
 * @param error its standard error; 0 if the number was counted
 * @param least what it is at the least, because so many were seen
 */
record Quantity(double value, double error, double least) {

    /** So many standard errors to each side hold the true number nineteen times in twenty, if some ten days were looked at. */
    private static final double SPREAD = 2.5;

    static Quantity counted(double number) {
        return new Quantity(number, 0, number);
    }

    static Quantity sum(List<Quantity> parts) {
        double variance =
                parts.stream().mapToDouble(part -> part.error * part.error).sum();
        return new Quantity(
                parts.stream().mapToDouble(Quantity::value).sum(),
                Math.sqrt(variance),
                parts.stream().mapToDouble(Quantity::least).sum());
    }

    boolean isCounted() {
        return error == 0;
    }

    /** No less than this is the number, most likely. */
    double low() {
        return Math.max(least, value - SPREAD * error);
    }

    /** No more than this is the number, most likely. */
    double high() {
        return value + SPREAD * error;
    }
}

package io.callstream.kafka.connect.twilio.preview.sample;

import java.util.List;

/**
 * An estimated or counted number.
 *
 * @param value the estimate
 * @param error its standard error; 0 if the number was counted
 * @param least lower bound: the number that was seen
 */
public record Quantity(double value, double error, double least) {

    /** Standard errors to each side that hold the true number in 19 of 20 cases if about ten days were sampled. */
    private static final double SPREAD = 2.5;

    public static Quantity counted(double number) {
        return new Quantity(number, 0, number);
    }

    public static Quantity sum(List<Quantity> parts) {
        double variance =
                parts.stream().mapToDouble(part -> part.error * part.error).sum();
        return new Quantity(
                parts.stream().mapToDouble(Quantity::value).sum(),
                Math.sqrt(variance),
                parts.stream().mapToDouble(Quantity::least).sum());
    }

    public boolean isCounted() {
        return error == 0;
    }

    /** Lower end of the range that most likely holds the true number. */
    public double low() {
        return Math.max(least, value - SPREAD * error);
    }

    /** Upper end of the range that most likely holds the true number. */
    public double high() {
        return value + SPREAD * error;
    }
}

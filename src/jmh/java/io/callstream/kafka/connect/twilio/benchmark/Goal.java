package io.callstream.kafka.connect.twilio.benchmark;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A goal of performance.
 *
 * @param what is measured
 * @param unit of the numbers
 * @param atLeast whether higher is better
 * @param limit the goal itself
 * @param farOff the limit beyond which something is broken, even on a noisy machine and in a small run
 * @param measured finds the number in the results
 */
record Goal(
        String what,
        String unit,
        boolean atLeast,
        double limit,
        double farOff,
        Function<Found, OptionalDouble> measured) {

    static Goal atLeast(String what, String unit, double limit, double farOff, Function<Found, OptionalDouble> measured) {
        return new Goal(what, unit, true, limit, farOff, measured);
    }

    static Goal atMost(String what, String unit, double limit, double farOff, Function<Found, OptionalDouble> measured) {
        return new Goal(what, unit, false, limit, farOff, measured);
    }

    boolean isReachedBy(double value) {
        return keeps(value, limit);
    }

    boolean isFarFrom(double value) {
        return !keeps(value, farOff);
    }

    /** A line of the table. */
    String row(Found found) {
        OptionalDouble value = measured.apply(found);
        String wanted = (atLeast ? "at least " : "at most ") + number(limit);
        String shown = value.isPresent() ? number(value.getAsDouble()) : "not measured";
        String verdict = value.isEmpty() ? "" : isReachedBy(value.getAsDouble()) ? "yes" : "no";
        return "| %s | %s | %s | %s |".formatted(what, wanted, shown, verdict);
    }

    private boolean keeps(double value, double bound) {
        return atLeast ? value >= bound : value <= bound;
    }

    private String number(double value) {
        String digits = value == Math.rint(value) || value >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
        return unit.isEmpty() ? digits : digits + " " + unit;
    }
}

package io.callstream.kafka.connect.twilio.preview.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A period of an account's history (a stratum of the sample), and the days of it that are counted.
 *
 * @param from its first day
 * @param before the day after its last
 * @param days the days to count, at least one
 */
record Stratum(LocalDate from, LocalDate before, List<LocalDate> days) {

    /** Days drawn per stratum: the fewest that show how much days differ. */
    private static final int DAYS = 2;

    /**
     * Divides a period evenly and draws two random days from each part, so that the sample covers every age of a growing
     * account and has no bias towards weekdays or Sundays.
     *
     * @param maxDays days to draw in total, at least two
     * @return empty if the period is empty
     */
    static List<Stratum> divide(LocalDate from, LocalDate before, int maxDays, Random random) {
        long length = Math.max(0, ChronoUnit.DAYS.between(from, before));
        long parts = Math.min(maxDays, length + 1) / DAYS;
        List<Stratum> strata = new ArrayList<>();
        for (long part = 0; part < parts; part++) {
            strata.add(draw(from.plusDays(length * part / parts), from.plusDays(length * (part + 1) / parts), random));
        }
        return strata;
    }

    /** A stratum of which every day is counted; empty if the period is empty. */
    static List<Stratum> whole(LocalDate from, LocalDate before) {
        return from.isBefore(before)
                ? List.of(new Stratum(from, before, from.datesUntil(before).toList()))
                : List.of();
    }

    private static Stratum draw(LocalDate from, LocalDate before, Random random) {
        List<LocalDate> all = new ArrayList<>(from.datesUntil(before).toList());
        Collections.shuffle(all, random);
        return new Stratum(from, before, all.stream().limit(DAYS).sorted().toList());
    }

    long length() {
        return ChronoUnit.DAYS.between(from, before);
    }

    /**
     * Calls in the whole stratum, if its other days resemble the counted ones.
     *
     * @param found the calls of a counted day
     */
    Quantity total(Function<LocalDate, Quantity> found) {
        Quantity seen = Quantity.sum(days.stream().map(found).toList());
        double scale = (double) length() / days.size();
        double mean = seen.value() / days.size();
        double unseen = 1 - 1 / scale;
        double samplingError = length() * Math.sqrt(varianceOfDays(found, mean) / days.size() * unseen);
        return new Quantity(seen.value() * scale, Math.hypot(samplingError, seen.error() * scale), seen.least());
    }

    /** The part of that total between two days, if all days of the stratum are alike. */
    double within(LocalDate first, LocalDate end, Function<LocalDate, Quantity> found) {
        LocalDate start = first.isAfter(from) ? first : from;
        LocalDate close = end.isBefore(before) ? end : before;
        return Math.max(0, ChronoUnit.DAYS.between(start, close)) * total(found).value() / length();
    }

    /** At least the mean: calls that arrive at a steady rate are Poisson distributed, so their variance equals their mean. */
    private double varianceOfDays(Function<LocalDate, Quantity> found, double mean) {
        double squares = days.stream()
                .mapToDouble(day -> found.apply(day).value() - mean)
                .map(difference -> difference * difference)
                .sum();
        double variance = days.size() < DAYS ? mean * mean : squares / (days.size() - 1);
        return Math.max(variance, Math.max(mean, 1));
    }
}

package io.callstream.kafka.connect.twilio.preview;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A stretch of an account's life from which some days are looked at.
 *
 * @param from its first day
 * @param before the day after its last
 * @param days those to look at, at least one
 */
record Stratum(LocalDate from, LocalDate before, List<LocalDate> days) {

    /** From so few at least can be told how much days differ. */
    private static final int DAYS = 2;

    /**
     * Divides a stretch of time evenly, and draws two days of each part: so a growing account is seen at every age, and
     * chance decides between weekdays and Sundays.
     *
     * @param most days to draw altogether, at least two
     * @return none if the stretch has no day
     */
    static List<Stratum> divide(LocalDate from, LocalDate before, int most, Random random) {
        long length = Math.max(0, ChronoUnit.DAYS.between(from, before));
        long parts = Math.min(most, length + 1) / DAYS;
        List<Stratum> strata = new ArrayList<>();
        for (long part = 0; part < parts; part++) {
            strata.add(draw(from.plusDays(length * part / parts), from.plusDays(length * (part + 1) / parts), random));
        }
        return strata;
    }

    /** A stretch of which every day is looked at; none if it has no day. */
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
     * What the whole stretch holds, if its other days are like those that were looked at.
     *
     * @param found what was found on a day
     */
    Quantity total(Function<LocalDate, Quantity> found) {
        Quantity seen = Quantity.sum(days.stream().map(found).toList());
        double scale = (double) length() / days.size();
        double mean = seen.value() / days.size();
        double unseen = 1 - 1 / scale;
        double ofChance = length() * Math.sqrt(varianceOfDays(found, mean) / days.size() * unseen);
        return new Quantity(seen.value() * scale, Math.hypot(ofChance, seen.error() * scale), seen.least());
    }

    /** What of that falls between two days, if all days of the stretch are alike. */
    double within(LocalDate first, LocalDate end, Function<LocalDate, Quantity> found) {
        LocalDate begin = first.isAfter(from) ? first : from;
        LocalDate close = end.isBefore(before) ? end : before;
        return Math.max(0, ChronoUnit.DAYS.between(begin, close)) * total(found).value() / length();
    }

    /** Even calls that come at a steady rate do not come in even numbers: they vary by as much as there are. */
    private double varianceOfDays(Function<LocalDate, Quantity> found, double mean) {
        double squares = days.stream()
                .mapToDouble(day -> found.apply(day).value() - mean)
                .map(difference -> difference * difference)
                .sum();
        double variance = days.size() < DAYS ? mean * mean : squares / (days.size() - 1);
        return Math.max(variance, Math.max(mean, 1));
    }
}

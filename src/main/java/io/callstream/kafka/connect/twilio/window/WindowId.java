package io.callstream.kafka.connect.twilio.window;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a window, which is the {@code window} of its source partition.
 *
 * @param name {@code rolling}, or {@code backfill:} and what the window holds
 */
public record WindowId(String name) {

    private static final String BACKFILL = "backfill:";
    private static final Pattern KNOWN = Pattern.compile(
            "rolling|backfill:(all|older|\\d{4}-\\d{2}(-\\d{2})?|undated-[a-z]+(-\\d{4}-\\d{2}-\\d{2})?)");

    private static final Pattern DATED =
            Pattern.compile("backfill:(undated-[a-z]+-)?(?<month>\\d{4}-\\d{2})(?<day>-\\d{2})?");

    /** All rolling windows of an account: they share one source partition, so that Connect commits them in order. */
    public static final WindowId ROLLING = new WindowId("rolling");

    /** The one page that holds a small account whole. */
    public static final WindowId ALL = new WindowId(BACKFILL + "all");

    /** Everything before the months, where the account's age is not known. */
    public static final WindowId OLDER = new WindowId(BACKFILL + "older");

    /** A calendar month of {@code start_time}, UTC. */
    public static WindowId month(YearMonth month) {
        return new WindowId(BACKFILL + month);
    }

    /** The rest of a month from a day on, where {@code backfill.start.date} cuts into it. */
    public static WindowId monthFrom(LocalDate firstDay) {
        return new WindowId(BACKFILL + firstDay);
    }

    /** Calls without a {@code start_time} in one status. */
    public static WindowId undated(String status) {
        return new WindowId(BACKFILL + "undated-" + status);
    }

    /** Calls without a {@code start_time} in one status, created on or after a day. */
    public static WindowId undatedFrom(String status, LocalDate firstDay) {
        return new WindowId(BACKFILL + "undated-" + status + "-" + firstDay);
    }

    /** Whether the name has the form of a window's. */
    public boolean isKnown() {
        try {
            firstDay();
            return KNOWN.matcher(name).matches();
        } catch (DateTimeException e) {
            return false; // such as backfill:2026-13
        }
    }

    /**
     * The first day of a window that is named after a month or a day; empty for any other.
     *
     * @throws DateTimeException if there is no such month or day
     */
    public Optional<LocalDate> firstDay() {
        Matcher dated = DATED.matcher(name);
        return dated.matches()
                ? Optional.of(
                        LocalDate.parse(dated.group("month") + Objects.requireNonNullElse(dated.group("day"), "-01")))
                : Optional.empty();
    }

    /** Whether this is a backfill window, which is read once. */
    public boolean isBackfill() {
        return name.startsWith(BACKFILL);
    }
}

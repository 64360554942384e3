package io.callstream.kafka.connect.twilio.simulator.list;

import io.callstream.kafka.connect.twilio.simulator.world.CallState;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request for the Calls list. Names are case-sensitive, and unknown ones are silently ignored.
 *
 * @param position where the page starts
 */
public record CallsQuery(
        Optional<String> to,
        Optional<String> from,
        Optional<String> status,
        Optional<String> parentCallSid,
        TimeRange start,
        TimeRange end,
        PagePosition position) {

    /** A half-open range of times. A missing bound does not limit; a missing time is in no range but {@link #ANY}. */
    public record TimeRange(Optional<Instant> from, Optional<Instant> before) {

        /** All times, and missing ones. */
        public static final TimeRange ANY = new TimeRange(Optional.empty(), Optional.empty());

        public boolean limits() {
            return from.isPresent() || before.isPresent();
        }

        boolean holds(@Nullable Instant time) {
            if (time == null) {
                return !limits();
            }
            return !(from.isPresent() && time.isBefore(from.get()))
                    && !(before.isPresent() && !time.isBefore(before.get()));
        }
    }

    /**
     * Reads the parameters of a URL.
     *
     * @param timeOfDayCounts whether a bound's time of day is used, or only its day
     * @throws BadParameterException where the API responds with 400
     */
    public static CallsQuery parse(HttpUrl url, boolean timeOfDayCounts) {
        return new CallsQuery(
                text(url, "To"),
                text(url, "From"),
                text(url, "Status"),
                text(url, "ParentCallSid"),
                range(url, "StartTime", timeOfDayCounts),
                range(url, "EndTime", timeOfDayCounts),
                PagePosition.parse(url));
    }

    /** Another page of the same list. */
    public CallsQuery at(PagePosition other) {
        return new CallsQuery(to, from, status, parentCallSid, start, end, other);
    }

    /** Whether a call is in the list at a moment. */
    public boolean matches(SimulatedCall call, Instant now) {
        CallState state = call.at(now);
        return holds(status, state.status())
                && start.holds(state.start())
                && end.holds(state.end())
                && holds(to, call.to())
                && holds(from, call.from())
                && (parentCallSid.isEmpty() || parentCallSid.equals(call.parentCallSid()));
    }

    private static boolean holds(Optional<String> wanted, String value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    private static Optional<String> text(HttpUrl url, String parameter) {
        return Optional.ofNullable(url.queryParameter(parameter));
    }

    private static TimeRange range(HttpUrl url, String parameter, boolean timeOfDayCounts) {
        Optional<Instant> day = moment(url, parameter, false);
        if (day.isPresent()) {
            return new TimeRange(day, day.map(from -> from.plus(Duration.ofDays(1))));
        }
        return new TimeRange(
                moment(url, parameter + ">", timeOfDayCounts), moment(url, parameter + "<", timeOfDayCounts));
    }

    /** Parses a day, or a moment of which perhaps only the day is used. */
    private static Optional<Instant> moment(HttpUrl url, String parameter, boolean timeOfDayCounts) {
        return text(url, parameter).map(text -> {
            try {
                Instant moment = text.length() <= 10
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : LocalDateTime.parse(text.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC);
                return timeOfDayCounts ? moment : moment.truncatedTo(ChronoUnit.DAYS);
            } catch (DateTimeException e) {
                throw new BadParameterException(parameter + " is not a date: " + text);
            }
        });
    }
}

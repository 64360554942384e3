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
 * What is asked of the Calls list. Names of parameters are case-sensitive, and unknown ones are ignored in silence.
 *
 * @param position where the page begins
 */
public record CallsQuery(
        Optional<String> to,
        Optional<String> from,
        Optional<String> status,
        Optional<String> parentCallSid,
        TimeRange start,
        TimeRange end,
        PagePosition position) {

    /** A half-open range of times; a bound that is absent does not limit, but no range holds an absent time. */
    public record TimeRange(Optional<Instant> from, Optional<Instant> before) {

        /** All times, and no time. */
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
     * @param timeOfDayCounts whether the time of day in a bound counts, or its day alone
     * @throws BadParameterException as the API answers 400
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

    /** The same list, another page. */
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

    /** A day, or a moment of which perhaps only the day counts. */
    private static Optional<Instant> moment(HttpUrl url, String parameter, boolean timeOfDayCounts) {
        return text(url, parameter).map(text -> {
            try {
                Instant moment = text.length() <= 10
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : LocalDateTime.parse(text.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC);
                return timeOfDayCounts ? moment : moment.truncatedTo(ChronoUnit.DAYS);
            } catch (DateTimeException e) {
                throw new BadParameterException(parameter + " is no date: " + text);
            }
        });
    }
}

package io.callstream.kafka.connect.twilio.simulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The parameters of the Calls list: names are case-sensitive, and unknown ones are ignored in silence. */
final class CallsQuery {

    private static final int DEFAULT_PAGE_SIZE = 50;
    private static final int MAX_PAGE_SIZE = 1000;
    private static final String NEXT = "PA";

    private final HttpUrl url;
    private final boolean timeOfDayCounts;

    CallsQuery(HttpUrl url, boolean timeOfDayCounts) {
        this.url = url;
        this.timeOfDayCounts = timeOfDayCounts;
    }

    int pageSize() {
        int size = number("PageSize").orElse(DEFAULT_PAGE_SIZE);
        if (size < 1 || size > MAX_PAGE_SIZE) {
            throw new BadParameterException("PageSize must be between 1 and 1000");
        }
        return size;
    }

    int page() {
        return number("Page").orElse(0);
    }

    /** SID of the last row of the page before; empty for the first page. */
    Optional<String> anchor() {
        Optional<String> token = Optional.ofNullable(url.queryParameter("PageToken"));
        if (token.isEmpty() && page() > 0) {
            throw new BadParameterException("Page without PageToken");
        }
        return token.map(text -> {
            if (!text.startsWith(NEXT + "CA")) {
                throw new BadParameterException("Invalid PageToken");
            }
            return text.substring(NEXT.length());
        });
    }

    /** Whether the list is limited to a range of start times. */
    boolean filtersByStart() {
        return url.queryParameterNames().stream().anyMatch(name -> name.startsWith("StartTime"));
    }

    /** Whether a call is in the list at a moment. */
    boolean matches(SimulatedCall call, Instant now) {
        CallState state = call.at(now);
        return equal("To", call.to())
                && equal("From", call.from())
                && equal("Status", state.status())
                && equal("ParentCallSid", call.parentCallSid().orElse(null))
                && times("StartTime", state.start())
                && times("EndTime", state.end());
    }

    /** The URL of the page that follows a row: every filter is repeated. */
    String next(String lastSid) {
        HttpUrl next = url.newBuilder()
                .setQueryParameter("PageSize", Integer.toString(pageSize()))
                .setQueryParameter("Page", Integer.toString(page() + 1))
                .setQueryParameter("PageToken", NEXT + lastSid)
                .build();
        return next.encodedPath() + "?" + next.encodedQuery();
    }

    String self() {
        return url.encodedPath() + (url.encodedQuery() == null ? "" : "?" + url.encodedQuery());
    }

    private boolean equal(String parameter, @Nullable String value) {
        String wanted = url.queryParameter(parameter);
        return wanted == null || wanted.equals(value);
    }

    private boolean times(String parameter, @Nullable Instant time) {
        List<Boolean> holds = new ArrayList<>();
        bound(parameter, (bound, value) -> startOfDay(bound).equals(startOfDay(value)), time)
                .ifPresent(holds::add);
        bound(parameter + ">", (bound, value) -> !value.isBefore(bound), time).ifPresent(holds::add);
        bound(parameter + "<", (bound, value) -> value.isBefore(bound), time).ifPresent(holds::add);
        return holds.stream().allMatch(Boolean::booleanValue);
    }

    private Optional<Boolean> bound(String parameter, BiPredicate<Instant, Instant> holds, @Nullable Instant time) {
        return Optional.ofNullable(url.queryParameter(parameter))
                .map(text -> time != null && holds.test(moment(parameter, text), time));
    }

    /** A day, or a moment of which perhaps only the day counts. */
    private Instant moment(String parameter, String text) {
        try {
            if (text.length() <= 10) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            Instant moment = LocalDateTime.parse(text.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC);
            return timeOfDayCounts ? moment : startOfDay(moment);
        } catch (DateTimeException e) {
            throw new BadParameterException(parameter + " is no date: " + text);
        }
    }

    private static Instant startOfDay(Instant moment) {
        return moment.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private Optional<Integer> number(String parameter) {
        try {
            return Optional.ofNullable(url.queryParameter(parameter)).map(Integer::valueOf);
        } catch (NumberFormatException e) {
            throw new BadParameterException(parameter + " is no number");
        }
    }

    /** A parameter that Twilio does not take. */
    static final class BadParameterException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadParameterException(String message) {
            super(message);
        }
    }
}

package io.callstream.kafka.connect.twilio.api.http;

import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import okhttp3.Headers;

/** The wait that a response asks for by {@code Retry-After}: in seconds, or until a moment of the server's own clock. */
final class RetryAfter {

    private static final String RETRY_AFTER = "Retry-After";

    private RetryAfter() {}

    static Optional<Duration> of(Headers headers) {
        String text = headers.get(RETRY_AFTER);
        if (text == null) {
            return Optional.empty();
        }
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        Date until = headers.getDate(RETRY_AFTER);
        Date now = headers.getDate("Date");
        return until == null || now == null
                ? Optional.empty()
                : Optional.of(Duration.between(now.toInstant(), until.toInstant()))
                        .filter(wait -> !wait.isNegative());
    }
}

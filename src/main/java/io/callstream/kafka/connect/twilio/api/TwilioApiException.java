package io.callstream.kafka.connect.twilio.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request brought no answer. The message says which, for which account, why, and what the reader can do. */
public final class TwilioApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final transient Optional<Duration> retryAfter;
    private final String what;
    private final int attempt;

    /**
     * @param what what happened, in a few words
     * @param message the same with where it happened, and what the reader can do
     * @param attempt how often the request has been sent
     */
    TwilioApiException(
            Fault fault,
            String what,
            String message,
            int attempt,
            Optional<Duration> retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
        this.what = what;
        this.attempt = attempt;
        this.retryAfter = retryAfter;
    }

    /** Retrying is over or pointless: the same, with the whole story. */
    TwilioApiException last(Duration elapsed) {
        String story = attempt > 1 ? " Given up after " + attempt + " attempts in " + elapsed.toSeconds() + " s." : "";
        return new TwilioApiException(fault, what, getMessage() + story, attempt, retryAfter, getCause());
    }

    /** Why. */
    public Fault fault() {
        return fault;
    }

    /** What happened, in a few words. */
    String what() {
        return what;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}

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

    /**
     * @param what what happened, in a few words
     * @param message the same with where it happened, and what the reader can do
     */
    public TwilioApiException(
            Fault fault, String what, String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
        this.what = what;
        this.retryAfter = retryAfter;
    }

    /** The same, with more to say. */
    public TwilioApiException with(String more) {
        return new TwilioApiException(fault, what, getMessage() + more, retryAfter, getCause());
    }

    /** Why. */
    public Fault fault() {
        return fault;
    }

    /** What happened, in a few words. */
    String what() {
        return what;
    }

    /** How long the API asked to wait, if it did. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}

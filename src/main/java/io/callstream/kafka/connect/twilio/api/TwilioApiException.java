package io.callstream.kafka.connect.twilio.api;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A request failed. The message has the account, the request, the cause, and what the reader can do. */
public final class TwilioApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final transient Optional<Duration> retryAfter;
    private final String what;

    /**
     * @param what the cause in a few words
     * @param message the cause with the account, the request, and what the reader can do
     */
    public TwilioApiException(
            Fault fault, String what, String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
        this.what = what;
        this.retryAfter = retryAfter;
    }

    /** The exception itself, where a stage of a future has wrapped that of an earlier one. */
    public static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** A copy with a longer message. */
    public TwilioApiException with(String more) {
        return new TwilioApiException(fault, what, getMessage() + more, retryAfter, getCause());
    }

    /** The kind of the failure. */
    public Fault fault() {
        return fault;
    }

    /** The cause in a few words. */
    String what() {
        return what;
    }

    /** The wait that the API requires, if any. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}

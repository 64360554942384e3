package io.callstream.kafka.connect.twilio.api.json;

import org.jspecify.annotations.Nullable;

/** A response body that cannot be parsed. */
public final class MalformedPageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean fatal;

    private MalformedPageException(String message, boolean fatal, @Nullable Throwable cause) {
        super(message, cause);
        this.fatal = fatal;
    }

    /** A body that a retry may get right: truncated, garbled, or not from Twilio at all. */
    static MalformedPageException garbled(String message, Throwable cause) {
        return new MalformedPageException(message, false, cause);
    }

    public static MalformedPageException garbled(String message) {
        return new MalformedPageException(message, false, null);
    }

    /** A complete row that cannot be used. */
    public static MalformedPageException unusable(String message) {
        return new MalformedPageException(message, true, null);
    }

    /** Whether a retry would return the same. */
    public boolean isFatal() {
        return fatal;
    }
}

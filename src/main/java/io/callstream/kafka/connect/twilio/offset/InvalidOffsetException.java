package io.callstream.kafka.connect.twilio.offset;

import org.apache.kafka.connect.errors.ConnectException;

/** A stored or offered offset cannot be understood. The message names the key, its value, and what was expected. */
public final class InvalidOffsetException extends ConnectException {

    private static final long serialVersionUID = 1L;

    InvalidOffsetException(String message) {
        super(message);
    }
}

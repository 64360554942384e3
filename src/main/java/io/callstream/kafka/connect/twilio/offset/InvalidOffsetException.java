package io.callstream.kafka.connect.twilio.offset;

import org.apache.kafka.connect.errors.ConnectException;

/** An offset, stored or written by a user, is invalid. The message names the key, its value and the expectation. */
public final class InvalidOffsetException extends ConnectException {

    private static final long serialVersionUID = 1L;

    InvalidOffsetException(String message) {
        super(message);
    }
}

package io.callstream.kafka.connect.twilio.simulator;

/** A parameter that Twilio does not take. */
final class BadParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadParameterException(String message) {
        super(message);
    }
}

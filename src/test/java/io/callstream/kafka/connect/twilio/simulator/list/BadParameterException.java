package io.callstream.kafka.connect.twilio.simulator.list;

/** A parameter that Twilio rejects. */
public final class BadParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadParameterException(String message) {
        super(message);
    }
}

package io.callstream.kafka.connect.twilio.preview;

/** An account's calls could not be looked at, although Twilio answered. */
final class SampleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SampleException(String message) {
        super(message);
    }
}

package io.callstream.kafka.connect.twilio.preview.sample;

/** An account's calls could not be sampled although Twilio responded. */
public final class SampleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SampleException(String message) {
        super(message);
    }
}

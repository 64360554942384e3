package io.callstream.kafka.connect.twilio.api;

/** The trust store cannot be used. The message has its location and the cause. */
public final class TrustStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TrustStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}

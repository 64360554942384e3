package io.callstream.kafka.connect.twilio.api.http;

import java.io.IOException;

/** The proxy requires a user and password, and got none or the wrong ones. */
public final class ProxyRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    public ProxyRefusedException(String message) {
        super(message);
    }
}

package io.callstream.kafka.connect.twilio.api;

import okhttp3.Credentials;

/** User name and password of HTTP Basic authentication. The password is never printed. */
public record BasicCredential(String username, String password) {

    public String header() {
        return Credentials.basic(username, password);
    }

    @Override
    public String toString() {
        return "BasicCredential[" + username + "]";
    }
}

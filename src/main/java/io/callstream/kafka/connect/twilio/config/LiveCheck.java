package io.callstream.kafka.connect.twilio.config;

import java.util.List;

/** Tests a configuration against the API, after all checks that need no request. */
public interface LiveCheck {

    /** The part of the configuration that the API's response puts in doubt. */
    enum Doubt {
        /** The API rejected the credential. */
        CREDENTIAL,
        /** The credential is valid, but not for this account. */
        ACCOUNT,
        /** The API rejected the value of a filter. */
        FILTER,
        /** No response came from the address, or not one of Twilio's. */
        ADDRESS,
        /** The proxy rejected the user name and password. */
        PROXY,
        /** The server's certificate is not trusted, or the trust store cannot be used. */
        TRUST
    }

    /**
     * An error that the test found.
     *
     * @param account SID of the account whose calls were requested
     * @param message what happened and what to do
     */
    record Finding(Doubt doubt, String account, String message) {}

    /**
     * Runs the test within the time that a caller can wait.
     *
     * @param config a consistent configuration
     * @return empty if the configuration works, or if it fails for another reason than the configuration
     */
    List<Finding> check(TwilioCallsConfig config);
}

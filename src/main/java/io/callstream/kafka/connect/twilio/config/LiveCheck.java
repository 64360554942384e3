package io.callstream.kafka.connect.twilio.config;

import java.util.List;

/** Tries a configuration on the API: the last check, after all that can be told without it. */
public interface LiveCheck {

    /** What about the configuration the API's answer puts in doubt. */
    enum Doubt {
        /** The credential was refused. */
        CREDENTIAL,
        /** The credential is good, but not for this account. */
        ACCOUNT,
        /** The API does not take a filter's value. */
        FILTER,
        /** Nobody answers there, or not as Twilio does. */
        ADDRESS,
        /** Who answers there is not trusted, or the trust store cannot be used. */
        TRUST
    }

    /**
     * What the API had to say against the configuration.
     *
     * @param account SID of the account that was asked about
     * @param message what happened, and what the reader can do
     */
    record Finding(Doubt doubt, String account, String message) {}

    /**
     * Asks, and waits for no answer longer than a caller can.
     *
     * @param config consistent in itself
     * @return nothing if the configuration works, or if it is not what keeps it from working
     */
    List<Finding> check(TwilioCallsConfig config);
}

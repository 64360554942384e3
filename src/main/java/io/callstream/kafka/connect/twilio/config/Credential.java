package io.callstream.kafka.connect.twilio.config;

import org.apache.kafka.common.config.types.Password;

/** The credential for HTTP Basic authentication: an auth token or an API key. */
public sealed interface Credential {

    /** User name of HTTP Basic. */
    String username();

    /** Password of HTTP Basic; never printed. */
    Password password();

    /** The account's SID and auth token, which can read the account and its subaccounts. */
    record AuthToken(String username, Password password) implements Credential {}

    /** An API key, which can read the account that it was created for, but no subaccount. */
    record ApiKey(String username, Password password) implements Credential {}
}

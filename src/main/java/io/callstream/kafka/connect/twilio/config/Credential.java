package io.callstream.kafka.connect.twilio.config;

import org.apache.kafka.common.config.types.Password;

/** How the connector proves who it is: HTTP Basic with one of two pairs. */
public sealed interface Credential {

    /** User name of HTTP Basic. */
    String username();

    /** Password of HTTP Basic; never printed. */
    Password password();

    /** The account's own SID and auth token: reads the account and its subaccounts. */
    record AuthToken(String username, Password password) implements Credential {}

    /** An API key: reads the account it was made for, and no subaccount. */
    record ApiKey(String username, Password password) implements Credential {}
}

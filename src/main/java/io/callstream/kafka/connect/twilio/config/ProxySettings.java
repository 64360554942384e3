package io.callstream.kafka.connect.twilio.config;

import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** An HTTP proxy, with user name and password if it requires authentication. */
public record ProxySettings(String host, int port, Optional<String> username, Optional<Password> password) {}

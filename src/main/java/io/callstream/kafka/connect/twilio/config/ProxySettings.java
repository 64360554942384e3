package io.callstream.kafka.connect.twilio.config;

import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** An HTTP proxy, with a user where it asks for one. */
public record ProxySettings(String host, int port, Optional<String> username, Optional<Password> password) {}

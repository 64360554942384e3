package io.callstream.kafka.connect.twilio.config;

import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** A file with the certificates to trust. */
public record TrustStoreSettings(String location, Optional<Password> password, String type) {}

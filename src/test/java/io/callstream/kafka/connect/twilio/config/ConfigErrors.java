package io.callstream.kafka.connect.twilio.config;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** The error messages of a configuration by key, as the REST API of a worker returns them, at a fixed time. */
final class ConfigErrors {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");

    private ConfigErrors() {}

    /** The errors of a configuration that works. */
    static Map<String, String> of(Map<String, String> config) {
        return of(config, parsed -> List.of());
    }

    static Map<String, String> of(Map<String, String> config, LiveCheck live) {
        Config syntax = new Config(TwilioCallsConfig.configDef().validate(config));
        return ConfigValidation.validate(syntax, config, InstantSource.fixed(NOW), live).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, value -> String.join(" ", value.errorMessages())));
    }
}

package io.callstream.kafka.connect.twilio.demo;

import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import io.callstream.kafka.connect.twilio.stack.client.Truth;
import java.util.Map;
import java.util.Optional;

/**
 * The account that the demo reads.
 *
 * @param description a line for the screen
 * @param config the connector's keys for it
 * @param truth the expected contents of the topic; known for a simulated account only
 */
record Twilio(String description, Map<String, String> config, Optional<Truth> truth) {

    /** The account of the environment variables; empty unless they have a complete credential. */
    static Optional<Twilio> fromEnvironment(Map<String, String> environment) {
        String account = environment.getOrDefault("TWILIO_ACCOUNT_SID", "");
        String token = environment.getOrDefault("TWILIO_AUTH_TOKEN", "");
        String key = environment.getOrDefault("TWILIO_API_KEY", "");
        String secret = environment.getOrDefault("TWILIO_API_SECRET", "");
        if (account.isEmpty() || token.isEmpty() && (key.isEmpty() || secret.isEmpty())) {
            return Optional.empty();
        }
        Map<String, String> config = token.isEmpty()
                ? Map.of("twilio.account.sid", account, "twilio.api.key.sid", key, "twilio.api.key.secret", secret)
                : Map.of("twilio.account.sid", account, "twilio.auth.token", token);
        return Optional.of(new Twilio("account " + account, config, Optional.empty()));
    }

    /** A simulated account. */
    static Twilio simulated(RemoteSimulator simulator) {
        return new Twilio(
                "simulated at " + simulator.url() + " (set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN to read yours)",
                simulator.config(),
                Optional.of(simulator.truth()));
    }
}

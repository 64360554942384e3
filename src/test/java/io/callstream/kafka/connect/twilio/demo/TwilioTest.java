package io.callstream.kafka.connect.twilio.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TwilioTest {

    @Test
    void readsTheAccountFromTheEnvironment() {
        assertThat(Twilio.fromEnvironment(Map.of("TWILIO_ACCOUNT_SID", "AC1", "TWILIO_AUTH_TOKEN", "t")))
                .hasValueSatisfying(twilio -> assertThat(twilio.config())
                        .containsOnly(Map.entry("twilio.account.sid", "AC1"), Map.entry("twilio.auth.token", "t")));
        assertThat(Twilio.fromEnvironment(
                        Map.of("TWILIO_ACCOUNT_SID", "AC1", "TWILIO_API_KEY", "SK1", "TWILIO_API_SECRET", "s")))
                .hasValueSatisfying(twilio -> assertThat(twilio.config())
                        .containsEntry("twilio.api.key.sid", "SK1")
                        .containsEntry("twilio.api.key.secret", "s")
                        .doesNotContainKey("twilio.auth.token"));
    }

    @Test
    void ignoresAnIncompleteCredential() {
        assertThat(Twilio.fromEnvironment(Map.of())).isEmpty();
        assertThat(Twilio.fromEnvironment(Map.of("TWILIO_ACCOUNT_SID", "AC1"))).isEmpty();
        assertThat(Twilio.fromEnvironment(Map.of("TWILIO_ACCOUNT_SID", "AC1", "TWILIO_API_KEY", "SK1")))
                .isEmpty();
    }
}

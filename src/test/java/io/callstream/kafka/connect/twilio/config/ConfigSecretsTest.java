package io.callstream.kafka.connect.twilio.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A secret that was written into any key, by mistake, is not repeated in an error, and a placeholder is never sent as a
 * secret.
 */
class ConfigSecretsTest {

    private static final String ACCOUNT = "AC" + "a".repeat(32);
    private static final String MARKER = "s3cr3t!Marker";

    /** Any text is valid: these are sent to Twilio or the proxy, and no error of the configuration names them. */
    private static final Set<String> ANY_TEXT = Set.of(
            "twilio.auth.token",
            "twilio.api.key.secret",
            "filter.to",
            "filter.from",
            "filter.status",
            "proxy.username",
            "proxy.password",
            "ssl.truststore.password");

    private final Map<String, String> config =
            new HashMap<>(Map.of("twilio.account.sid", ACCOUNT, "twilio.auth.token", "never sent"));

    static List<String> keys() {
        return List.copyOf(TwilioCallsConfig.configDef().names());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void noErrorRepeatsASecret(String key) {
        for (String value : List.of(
                MARKER,
                ACCOUNT + ":" + MARKER,
                ACCOUNT + "," + MARKER,
                "http://" + ACCOUNT + ":" + MARKER + "@api.example.com",
                "https://" + ACCOUNT + ":" + MARKER + "@api.example.com:443/",
                "https://" + ACCOUNT + ":" + MARKER + "^@api.example.com",
                "https://api.example.com/?token=" + MARKER,
                "user:" + MARKER + "@proxy.example.com",
                "a\0" + MARKER)) {
            config.put(key, value);
            Map<String, String> errors = ConfigErrors.of(config);
            assertThat(errors.toString()).as(key + "=" + value).doesNotContain(MARKER);
            if (!ANY_TEXT.contains(key)) {
                assertThat(errors).as(key + "=" + value).containsOnlyKeys(key);
                assertThatThrownBy(() -> new TwilioCallsConfig(config))
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining(key)
                        .hasMessageNotContaining(MARKER);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "twilio.api.url, https://me:pass@api.example.com, Remove the user and password from the URL",
        "proxy.host, me:pass@proxy.example.com, Use a host name or IP address",
        "proxy.host, http://proxy.example.com, Use a host name or IP address",
        "proxy.host, proxy.example.com:3128, Use a host name or IP address",
        "page.size, many, 'Use a whole number in [1,...,1000].'",
        "page.size, 99999999999, 'Use a whole number in [1,...,1000].'",
        "proxy.port, 1.5, 'Use a whole number in [1,...,65535].'",
        "tombstones.on.delete, yes, Use true or false.",
        "accounts, 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,x', Entry 2 is not an account SID",
    })
    void saysWhatToWriteInstead(String key, String value, String message) {
        config.put(key, value);
        assertThat(ConfigErrors.of(config)).containsOnlyKeys(key);
        assertThat(ConfigErrors.of(config).get(key)).contains(message).doesNotContain("pass@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.com", "proxy_1", "10.0.0.1", "::1", "[fe80::1]"})
    void acceptsAProxyHost(String host) {
        config.put("proxy.host", host);
        config.put("proxy.port", "3128");
        assertThat(ConfigErrors.of(config)).isEmpty();
    }

    @Test
    void rejectsAnUnresolvedPlaceholderInEveryKey() {
        LiveCheck never = parsed -> {
            throw new AssertionError("sent a request");
        };
        List<String> keys = new ArrayList<>(keys());
        keys.remove("topic");
        for (String key : keys) {
            for (String value : List.of("${file:/etc/twilio.properties:marker}", "${env:MARKER}", "a-${MARKER}-b")) {
                Map<String, String> changed = new HashMap<>(config);
                changed.put(key, value);
                assertThat(ConfigErrors.of(changed, never)).as(key).containsOnlyKeys(key);
                assertThat(ConfigErrors.of(changed, never).get(key))
                        .startsWith("The value has a placeholder, ${…}, that was not resolved.")
                        .doesNotContainIgnoringCase("marker");
                assertThatThrownBy(() -> new TwilioCallsConfig(changed))
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining(key)
                        .hasMessageContaining("a placeholder, ${…}, that was not resolved")
                        .hasMessageNotContaining("file:")
                        .hasMessageNotContaining("MARKER");
            }
        }
    }

    /** Its placeholder is the connector's own. */
    @Test
    void leavesTheAccountInTheTopic() {
        config.put("topic", "calls.${account_sid}");
        assertThat(ConfigErrors.of(config)).isEmpty();
        config.put("topic", "calls.${env:STAGE}");
        assertThat(ConfigErrors.of(config)).containsOnlyKeys("topic");
    }
}

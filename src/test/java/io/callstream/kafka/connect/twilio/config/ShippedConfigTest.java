package io.callstream.kafka.connect.twilio.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shipped configurations are valid and have no unknown key. */
class ShippedConfigTest {

    @Test
    void theRestBodyIsValid() throws IOException {
        Map<String, String> config =
                new ObjectMapper().readValue(Path.of("config/twilio-calls.json").toFile(), new TypeReference<>() {});
        assertThatIsValid(config);
    }

    @Test
    void theStandalonePropertiesEqualTheRestBody() throws IOException {
        Map<String, String> properties = load("config/twilio-calls.properties");
        assertThatIsValid(properties);
        properties.remove("name");
        Map<String, String> json =
                new ObjectMapper().readValue(Path.of("config/twilio-calls.json").toFile(), new TypeReference<>() {});
        assertThat(properties).isEqualTo(json);
    }

    @Test
    void theWorkersLoadThePluginFromItsServiceFile() throws IOException {
        assertThat(load("config/worker-standalone.properties")).containsEntry("plugin.discovery", "service_load");
        assertThat(load("config/worker-distributed.properties")).containsEntry("plugin.discovery", "service_load");
    }

    @Test
    void theStrimziResourceIsValid() throws IOException {
        JsonNode spec = new YAMLMapper()
                .readTree(Path.of("config/strimzi/kafka-connector.yaml").toFile())
                .path("spec");
        assertThat(spec.path("class").asText()).isEqualTo(TwilioCallsSourceConnector.class.getName());
        Map<String, String> config =
                new ObjectMapper().convertValue(spec.path("config"), new TypeReference<Map<String, String>>() {});
        // as the worker does, which resolves it from its environment
        assertThat(config.replace("twilio.auth.token", "${env:TWILIO_AUTH_TOKEN}", "never sent"))
                .isTrue();
        assertThatIsValid(config);
    }

    @Test
    void theConfigurationForTheSimulatorIsValid() throws IOException {
        assertThatIsValid(new ObjectMapper()
                .readValue(Path.of("config/compose/simulated-calls.json").toFile(), new TypeReference<>() {}));
    }

    private static void assertThatIsValid(Map<String, String> config) {
        TwilioCallsConfig parsed = new TwilioCallsConfig(config);
        assertThat(parsed.topic(parsed.accountSid())).isEqualTo("twilio.calls");
        assertThat(UnknownKeys.in(config.keySet(), TwilioCallsConfig.configDef().names()))
                .isEmpty();
    }

    private static Map<String, String> load(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, properties::getProperty));
    }
}

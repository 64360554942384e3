package io.callstream.kafka.connect.twilio.it.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.callstream.kafka.connect.twilio.stack.process.InstalledJdks;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import io.callstream.kafka.connect.twilio.stack.process.StrimziSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validates the resources in {@code config/strimzi} against Strimzi's custom resource definitions. */
class StrimziIT {

    private static final Path RESOURCES = Path.of("config/strimzi");
    private static final YAMLMapper YAML = new YAMLMapper();

    private static Path definitions;

    @BeforeAll
    static void generateDefinitions() {
        if (InstalledJdks.newestVersion() < 21) {
            System.out.println("Skipping StrimziIT: it needs a JDK 21 or later, and none is installed");
        }
        assumeThat(InstalledJdks.newestVersion())
                .as("JDK for Strimzi's schema generator, which needs 21 or later")
                .isGreaterThanOrEqualTo(21);
        definitions = StrimziSchemas.generate(StackFiles.fromBuild("strimzi-it"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka-connect", "kafka-connector", "kafka-topic", "kafka-user"})
    void eachResourceIsValid(String name) throws IOException {
        assertThat(validate(resource(name))).isEmpty();
    }

    @Test
    void detectsAnInvalidResource() throws IOException {
        ObjectNode unknown = resource("kafka-connect");
        ((ObjectNode) unknown.path("spec")).put("replica", 2);
        assertThat(validate(unknown)).hasSize(1);
        ObjectNode mistyped = resource("kafka-connector");
        ((ObjectNode) mistyped.path("spec")).put("tasksMax", "one");
        assertThat(validate(mistyped)).hasSize(1);
    }

    private static ObjectNode resource(String name) throws IOException {
        return (ObjectNode) YAML.readTree(RESOURCES.resolve(name + ".yaml").toFile());
    }

    private static Set<ValidationMessage> validate(JsonNode resource) throws IOException {
        JsonNode definition = YAML.readTree(
                definitions.resolve(resource.path("kind").asText() + ".yaml").toFile());
        JsonNode version = definition.path("spec").path("versions").path(0);
        assertThat(resource.path("apiVersion").asText())
                .isEqualTo(definition.path("spec").path("group").asText() + "/"
                        + version.path("name").asText());
        JsonNode schema = version.path("schema").path("openAPIV3Schema");
        rejectUnknownFields(schema);
        JsonSchema validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
        return validator.validate(resource);
    }

    /** Rejects unknown fields. Kubernetes drops them silently, so a misspelt field would have no effect. */
    private static void rejectUnknownFields(JsonNode schema) {
        boolean open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (schema.path("properties").isObject() && schema.path("type").asText().equals("object") && !open) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(StrimziIT::rejectUnknownFields);
    }
}

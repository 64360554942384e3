package io.callstream.kafka.connect.twilio.stack;

import java.util.List;
import java.util.Map;

/** The converters that a stack's workers can load. */
public final class Converters {

    /** Confluent's code for Avro, as it is found on Maven Central: under other package names. */
    public static final String CONFLUENT_ON_CENTRAL =
            "org.apache.pulsar.kafka.shade.io.confluent.connect.avro.AvroConverter";

    private Converters() {}

    /** The keys that make a connector write Avro with Confluent's converter, be it that on Central or the original. */
    public static Map<String, String> confluentAvro(String converter, Stack stack) {
        return Map.of(
                "value.converter", converter, "value.converter.schema.registry.url", stack.registryUrlForWorkers());
    }

    /**
     * The keys that make a connector write Avro with Apicurio's converter, in Confluent's wire format: any Avro consumer
     * reads it.
     */
    public static Map<String, String> apicurioAvro(Stack stack) {
        return Map.of(
                "value.converter", "io.apicurio.registry.utils.converter.AvroConverter",
                "value.converter.apicurio.registry.url",
                        stack.registryUrlForWorkers().replace("/ccompat/v7", "/registry/v2"),
                "value.converter.apicurio.registry.auto-register", "true",
                "value.converter.apicurio.registry.headers.enabled", "false",
                "value.converter.apicurio.registry.as-confluent", "true",
                "value.converter.apicurio.registry.use-id", "contentId");
    }

    /** The keys that make a connector write JSON. */
    public static Map<String, String> json(boolean withSchema) {
        return Map.of(
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable", Boolean.toString(withSchema),
                "value.converter.decimal.format", "NUMERIC");
    }

    /** Converters for Avro that were resolved by the build, as a worker's plugin path has them. */
    public static List<String> confluentAvro(StackFiles files) {
        return files.folder("plugins/confluent-converter").toFile().isDirectory()
                ? List.of(CONFLUENT_ON_CENTRAL, "io.confluent.connect.avro.AvroConverter")
                : List.of(CONFLUENT_ON_CENTRAL);
    }
}

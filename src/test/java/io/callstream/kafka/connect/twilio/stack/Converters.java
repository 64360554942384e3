package io.callstream.kafka.connect.twilio.stack;

import java.util.Map;

/** The other converters that a stack's workers can load. */
public final class Converters {

    private Converters() {}

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
}

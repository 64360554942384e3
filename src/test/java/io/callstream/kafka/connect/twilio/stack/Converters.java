package io.callstream.kafka.connect.twilio.stack;

import java.util.Map;

/** The other converters that a stack's workers can load. */
public final class Converters {

    private Converters() {}

    /**
     * A connector's keys for Avro with Apicurio's converter, in Confluent's wire format, which any Avro consumer reads.
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

    /** A connector's keys for JSON. */
    public static Map<String, String> json(boolean withSchema) {
        return Map.of(
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable", Boolean.toString(withSchema),
                "value.converter.decimal.format", "NUMERIC");
    }
}

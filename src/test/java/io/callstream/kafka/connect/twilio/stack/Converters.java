package io.callstream.kafka.connect.twilio.stack;

/** The converters that a stack's workers can load, beside those that Kafka brings. */
public final class Converters {

    /** Confluent's, as it is found on Maven Central: under other package names. */
    public static final String CONFLUENT = "org.apache.pulsar.kafka.shade.io.confluent.connect.avro.AvroConverter";

    /** Apicurio's. */
    public static final String APICURIO = "io.apicurio.registry.utils.converter.AvroConverter";

    private Converters() {}
}

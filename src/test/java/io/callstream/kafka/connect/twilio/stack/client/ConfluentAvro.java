package io.callstream.kafka.connect.twilio.stack.client;

import io.callstream.kafka.connect.twilio.stack.Stack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;

/** Confluent's Avro converter for workers, and its deserializer for consumers. */
public enum ConfluentAvro {

    /** The variant on Maven Central, under other package names. */
    ON_CENTRAL("org.apache.pulsar.kafka.shade.io.confluent", "plugins/avro-converter"),

    /** Confluent's own artifact, which the build resolves with the profile confluent. */
    ORIGINAL("io.confluent", "plugins/confluent-converter");

    private final String packageName;
    private final String folder;

    ConfluentAvro(String packageName, String folder) {
        this.packageName = packageName;
        this.folder = folder;
    }

    /** The variants that the build resolved. */
    public static List<ConfluentAvro> in(StackFiles files) {
        return Arrays.stream(values())
                .filter(code -> files.folder(code.folder).toFile().isDirectory())
                .toList();
    }

    /** The class name of the converter. */
    public String converter() {
        return packageName + ".connect.avro.AvroConverter";
    }

    /** A connector's keys for the converter. */
    public Map<String, String> config(Stack stack) {
        return Map.of(
                "value.converter", converter(), "value.converter.schema.registry.url", stack.registryUrlForWorkers());
    }

    /** Decodes values of a topic with the deserializer, into Avro's JSON. */
    public List<String> decode(StackFiles files, Stack stack, String topic, Iterable<byte[]> values) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader confluent = classLoader(files)) {
            thread.setContextClassLoader(confluent); // where Kafka looks up classes of a configuration
            try (Deserializer<?> deserializer = deserializer(confluent)) {
                deserializer.configure(Map.of("schema.registry.url", stack.registryUrl()), false);
                List<String> decoded = new ArrayList<>();
                values.forEach(value -> decoded.add(String.valueOf(deserializer.deserialize(topic, value))));
                return decoded;
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Deserializer<?> deserializer(ClassLoader confluent) throws ReflectiveOperationException {
        return (Deserializer<?>)
                Class.forName(packageName + ".kafka.serializers.KafkaAvroDeserializer", true, confluent)
                        .getDeclaredConstructor()
                        .newInstance();
    }

    private URLClassLoader classLoader(StackFiles files) throws IOException {
        File[] jars = files.folder(folder).toFile().listFiles((directory, name) -> name.endsWith(".jar"));
        if (jars == null) {
            throw new IOException("the converter's jars are missing in " + files.folder(folder));
        }
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jars[i].toURI().toURL();
        }
        return new URLClassLoader(urls, ConfluentAvro.class.getClassLoader());
    }
}

package io.callstream.kafka.connect.twilio.stack;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer with Confluent's own Avro deserializer, from the jars that the worker's converter comes from. */
public final class ConfluentConsumer {

    private static final String DESERIALIZER =
            "org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroDeserializer";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ConfluentConsumer() {}

    /** Keys and decoded values, as text, of the first so many different keys of a topic's first partition. */
    public static Map<String, String> firstValues(ProcessStack stack, String topic, int count) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        try (URLClassLoader confluent = classLoader(stack.files().resolved());
                Deserializer<?> deserializer = (Deserializer<?>) Class.forName(DESERIALIZER, true, confluent)
                        .getDeclaredConstructor()
                        .newInstance()) {
            deserializer.configure(Map.of("schema.registry.url", stack.registryUrl()), false);
            try (KafkaConsumer<String, ?> consumer = new KafkaConsumer<>(
                    Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()),
                    new StringDeserializer(),
                    deserializer)) {
                List<TopicPartition> first = List.of(new TopicPartition(topic, 0));
                consumer.assign(first);
                consumer.seekToBeginning(first);
                long deadline = System.nanoTime() + LIMIT.toNanos();
                while (values.size() < count && System.nanoTime() - deadline < 0) {
                    consumer.poll(Duration.ofMillis(500)).forEach(call -> {
                        if (values.size() < count) {
                            values.put(call.key(), String.valueOf(call.value()));
                        }
                    });
                }
            }
        }
        return values;
    }

    private static URLClassLoader classLoader(Path resolved) throws IOException {
        File[] jars =
                resolved.resolve("plugins/avro-converter").toFile().listFiles((folder, name) -> name.endsWith(".jar"));
        if (jars == null) {
            throw new IOException("the converter's jars are missing below " + resolved);
        }
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jars[i].toURI().toURL();
        }
        return new URLClassLoader(urls, ConfluentConsumer.class.getClassLoader());
    }
}

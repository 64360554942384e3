package io.callstream.kafka.connect.twilio.stack.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The last record of each key of a topic, as bytes, without keys that have a tombstone. */
public final class RawTopic implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, byte[]> last = new HashMap<>();

    public RawTopic(String bootstrapServers, String topic) {
        this.consumer = TestConsumer.create(bootstrapServers);
        consumer.subscribe(Set.of(topic));
    }

    /** Reads the records since the last poll. */
    public Map<String, byte[]> poll() {
        ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(200));
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() == null) {
                last.remove(record.key());
            } else {
                last.put(record.key(), record.value());
            }
        }
        return Map.copyOf(last);
    }

    @Override
    public void close() {
        consumer.close();
    }
}

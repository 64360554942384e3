package io.callstream.kafka.connect.twilio.stack.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The calls' topics from their first offset, and the last state of each call. */
public final class CallsTopic implements AutoCloseable {

    /**
     * A record as it arrived.
     *
     * @param before the call's previous state in the topic
     * @param read {@code backfill} or {@code rolling}
     */
    public record Arrival(CallInTopic call, Optional<CallInTopic> before, String read) {}

    /**
     * A hash of a record's text, by which duplicates are counted: a call has few states, so a collision is unlikely. Avro's
     * own hash of a record ignores the price.
     */
    private record State(String sid, int hash) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final RegistryAvro avro;
    private final Map<String, CallInTopic> last = new LinkedHashMap<>();
    private final Set<State> seen = new HashSet<>();
    private long records;
    private long duplicates;
    private long wentBack;

    public CallsTopic(String bootstrapServers, String registryUrl, Pattern topics) {
        this.avro = new RegistryAvro(registryUrl);
        this.consumer = TestConsumer.create(bootstrapServers);
        consumer.subscribe(topics);
    }

    /** The records since the last poll. */
    public List<Arrival> poll(Duration wait) {
        List<Arrival> arrivals = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            if (record.value() == null) {
                last.remove(record.key());
                continue;
            }
            GenericRecord value = avro.decode(record.value());
            CallInTopic call = CallInTopic.of(value);
            if (!call.sid().equals(record.key())) {
                throw new IllegalStateException("the key " + record.key() + " does not match " + call);
            }
            records++;
            if (!seen.add(new State(call.sid(), value.toString().hashCode()))) {
                duplicates++;
            }
            Optional<CallInTopic> before = Optional.ofNullable(last.put(call.sid(), call));
            if (before.filter(call::isOlderThan).isPresent()) {
                wentBack++;
            }
            byte[] read = record.headers().lastHeader("twilio.read").value();
            arrivals.add(new Arrival(call, before, new String(read, StandardCharsets.UTF_8)));
        }
        return arrivals;
    }

    /** Reads to the current end offsets. An empty poll does not mean that no record is left. */
    public void drain() {
        do {
            poll(Duration.ofMillis(100));
        } while (isBehind());
    }

    private boolean isBehind() {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    /** The last state of each call by SID, without calls that have a tombstone. */
    public Map<String, CallInTopic> last() {
        return Collections.unmodifiableMap(last);
    }

    public long records() {
        return records;
    }

    /** The number of records that equal an earlier one of the same call. */
    public long duplicates() {
        return duplicates;
    }

    /** The number of records whose state is older than the one before. */
    public long wentBack() {
        return wentBack;
    }

    @Override
    public void close() {
        consumer.close();
    }
}

package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic of one partition that is watched by its end offset alone: to consume it would take the CPU that is being
 * measured.
 */
final class FilledTopic implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Admin admin;
    private final String name;

    FilledTopic(String bootstrapServers, String name) {
        this.name = name;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        get(admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all());
    }

    /**
     * Waits until there are so many records.
     *
     * @param state what to say if they do not come
     */
    void await(long records, Duration patience, Supplier<String> state) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long end = end(); end < records; end = end()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "after " + patience + " there are " + end + " records of " + records + ": " + state.get());
            }
            pause();
        }
    }

    long end() {
        TopicPartition partition = new TopicPartition(name, 0);
        return get(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
                .offset();
    }

    /** Deletes the topic: the disk is not to fill up. */
    @Override
    public void close() {
        get(admin.deleteTopics(List.of(name)).all());
        admin.close();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a topic was being filled", e);
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}

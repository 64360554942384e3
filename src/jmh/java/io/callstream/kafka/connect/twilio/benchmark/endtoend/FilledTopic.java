package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;

/**
 * A topic that is observed by its end offsets only, because consuming it would take CPU that is being measured.
 *
 * <p>It has several partitions. A worker's producer has one request in flight, with one batch of 16 KiB for each partition,
 * so with a single partition all variants would wait for the same round trips.
 */
final class FilledTopic implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(20);

    private static final int PARTITIONS = Integer.getInteger("benchmark.partitions", 6);

    private final Admin admin;
    private final String name;

    FilledTopic(String bootstrapServers, String name) {
        this.name = name;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        get(admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all());
        // the broker may not have the metadata of a new topic yet
        Awaitility.await(name)
                .ignoreExceptionsMatching(e -> e.getCause() instanceof UnknownTopicOrPartitionException)
                .until(() -> end() == 0);
    }

    /**
     * Waits for a number of records.
     *
     * @param state for the error message if they do not arrive
     */
    void await(long records, Duration timeout, Supplier<String> state) {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (long end = end(); end < records; end = end()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "after " + timeout + " there are " + end + " records of " + records + ": " + state.get());
            }
            pause();
        }
    }

    private long end() {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return get(admin.listOffsets(ends).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    /** Deletes the topic, so that the disk does not fill up. */
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

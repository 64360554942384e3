package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import io.callstream.kafka.connect.twilio.TwilioCallsSourceTask;
import io.callstream.kafka.connect.twilio.offset.MapOffsetStorageReader;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Runs a task without a worker: the test polls it and stores its offsets. */
public final class TaskHarness implements AutoCloseable {

    private final TwilioCallsSourceTask task = new TwilioCallsSourceTask();
    private final List<SourceRecord> records = new ArrayList<>();
    private final Map<Map<String, ?>, Map<String, Object>> offsets;

    private final Optional<PluginMetrics> metrics;

    /**
     * @param offsets stored before; receives what a worker would have stored
     * @param metrics metrics of the worker; empty for one before Kafka 4.1
     */
    private TaskHarness(Map<Map<String, ?>, Map<String, Object>> offsets, Optional<PluginMetrics> metrics) {
        this.offsets = offsets;
        this.metrics = metrics;
    }

    public static Map<String, String> config(TwilioSimulator simulator, String accountSid, String token) {
        Map<String, String> config = new HashMap<>();
        config.put("twilio.account.sid", accountSid);
        config.put("twilio.auth.token", token);
        config.put("twilio.api.url", simulator.baseUrl());
        config.put("poll.interval.ms", "1000");
        config.put("retry.backoff.ms", "10");
        return config;
    }

    public static TaskHarness start(Map<String, String> config, Map<Map<String, ?>, Map<String, Object>> offsets) {
        return start(config, offsets, Optional.empty());
    }

    public static TaskHarness start(
            Map<String, String> config,
            Map<Map<String, ?>, Map<String, Object>> offsets,
            Optional<PluginMetrics> metrics) {
        TwilioCallsSourceConnector connector = new TwilioCallsSourceConnector();
        connector.start(config);
        return startTask(connector.taskConfigs(1).get(0), offsets, metrics);
    }

    /** Starts a task with the configuration of one task, as a connector returns it. */
    public static TaskHarness startTask(
            Map<String, String> taskConfig,
            Map<Map<String, ?>, Map<String, Object>> offsets,
            Optional<PluginMetrics> metrics) {
        TaskHarness started = new TaskHarness(offsets, metrics);
        started.task.initialize(started.context());
        started.task.start(taskConfig);
        return started;
    }

    /** Polls once and returns all records so far; the offsets of all of them count as stored. */
    public List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> changes = task.poll();
        if (changes != null) {
            records.addAll(changes);
            changes.forEach(record -> {
                @SuppressWarnings("unchecked")
                Map<String, Object> offset = (Map<String, Object>) record.sourceOffset();
                offsets.put(record.sourcePartition(), offset);
            });
        }
        return records;
    }

    /** Polls once, keeps nothing, and returns the number of records. */
    public int pollOnce() throws InterruptedException {
        List<SourceRecord> changes = task.poll();
        return changes == null ? 0 : changes.size();
    }

    @Override
    public void close() {
        task.stop();
    }

    private SourceTaskContext context() {
        return new SourceTaskContext() {
            @Override
            public Map<String, String> configs() {
                return Map.of();
            }

            @Override
            public OffsetStorageReader offsetStorageReader() {
                return new MapOffsetStorageReader(offsets);
            }

            @Override
            public PluginMetrics pluginMetrics() {
                return metrics.orElseThrow(() -> new NoSuchMethodError("pluginMetrics"));
            }
        };
    }
}

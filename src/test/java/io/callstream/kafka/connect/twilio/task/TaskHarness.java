package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import io.callstream.kafka.connect.twilio.TwilioCallsSourceTask;
import io.callstream.kafka.connect.twilio.api.Clocks;
import io.callstream.kafka.connect.twilio.api.ContextThreads;
import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.metrics.MetricRegistry;
import io.callstream.kafka.connect.twilio.offset.MapOffsetStorageReader;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Runs a task without a worker: the test polls it and stores its offsets. */
public final class TaskHarness implements AutoCloseable {

    /** A task with clocks of the test's choice. */
    private static final class TaskWithClocks extends SourceTask {

        private final Clocks clocks;
        private RunningTask running;

        TaskWithClocks(Clocks clocks) {
            this.clocks = clocks;
        }

        @Override
        public String version() {
            return "test";
        }

        @Override
        public void start(Map<String, String> properties) {
            running = RunningTask.start(
                    new TwilioCallsTaskConfig(properties),
                    new StoredOffsets(context.offsetStorageReader()),
                    MetricRegistry.NONE,
                    clocks,
                    ContextThreads.timer("test-timer"));
        }

        @Override
        public List<SourceRecord> poll() throws InterruptedException {
            return running.poll();
        }

        @Override
        public void stop() {
            running.close();
        }
    }

    private final SourceTask task;
    private final List<SourceRecord> records = new ArrayList<>();
    private final Map<Map<String, ?>, Map<String, Object>> offsets;

    private final Optional<PluginMetrics> metrics;

    /**
     * @param offsets stored before; receives what a worker would have stored
     * @param metrics metrics of the worker; empty for one before Kafka 4.1
     */
    private TaskHarness(
            SourceTask task, Map<Map<String, ?>, Map<String, Object>> offsets, Optional<PluginMetrics> metrics) {
        this.task = task;
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
        return startTask(taskConfig(config), offsets, metrics);
    }

    /** Starts a task with clocks of the test's choice. */
    static TaskHarness start(
            Map<String, String> config, Map<Map<String, ?>, Map<String, Object>> offsets, Clocks clocks) {
        return start(new TaskWithClocks(clocks), taskConfig(config), offsets, Optional.empty());
    }

    private static Map<String, String> taskConfig(Map<String, String> config) {
        TwilioCallsSourceConnector connector = new TwilioCallsSourceConnector();
        connector.start(config);
        return connector.taskConfigs(1).get(0);
    }

    /** Starts a task with the configuration of one task, as a connector returns it. */
    public static TaskHarness startTask(
            Map<String, String> taskConfig,
            Map<Map<String, ?>, Map<String, Object>> offsets,
            Optional<PluginMetrics> metrics) {
        return start(new TwilioCallsSourceTask(), taskConfig, offsets, metrics);
    }

    private static TaskHarness start(
            SourceTask task,
            Map<String, String> taskConfig,
            Map<Map<String, ?>, Map<String, Object>> offsets,
            Optional<PluginMetrics> metrics) {
        TaskHarness started = new TaskHarness(task, offsets, metrics);
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

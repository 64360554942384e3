package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.Run;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.WatchedTask;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.WatchedWorker;
import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.ceiling.CeilingConnector;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.ceiling.CeilingTask;
import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A connector on a worker, created for each topic and deleted once the topic is full. */
final class OnWorker implements Variant {

    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    /** Starts something that runs from the task's start until the last record is in the topic. */
    interface Companion {
        AutoCloseable begin(WatchedTask task);
    }

    private final String name;
    private final String connectorClass;
    private final Backend backend;
    private final WatchedWorker worker;
    private final int calls;

    private OnWorker(String name, Class<?> connectorClass, Backend backend, WatchedWorker worker, int calls) {
        this.name = name;
        this.connectorClass = connectorClass.getName();
        this.backend = backend;
        this.worker = worker;
        this.calls = calls;
    }

    static OnWorker connector(Backend backend, WatchedWorker worker, int calls) {
        return new OnWorker("connector", TwilioCallsSourceConnector.class, backend, worker, calls);
    }

    static OnWorker ceiling(Backend backend, WatchedWorker worker, int calls) {
        return new OnWorker("ceiling", CeilingConnector.class, backend, worker, calls);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Run fill(String topic) {
        return fill(topic, task -> () -> {});
    }

    Run fill(String topic, Companion companion) {
        ConnectRest connector = worker.connector(topic);
        WatchedTask task = worker.task(topic);
        worker.jvm().tidyUp();
        try (FilledTopic filled = new FilledTopic(backend.stack().bootstrapServers(), topic)) {
            int requestsBefore = backend.twilio().served().size();
            connector.configure(config(topic)).ok();
            task.awaitRunning();
            // excludes the requests of the task's start
            int requests = connectorClass.equals(CeilingConnector.class.getName())
                    ? backend.twilio().served().size()
                    : requestsBefore;
            Meter meter = Meter.start(backend.pids(worker.process().pid()), backend.twilio(), requests);
            Run run;
            try (AutoCloseable with = companion.begin(task)) {
                filled.await(calls, TIMEOUT, connector::status);
                run = meter.stop(calls, worker.jvm().peakAfterGcMib());
            } catch (Exception e) {
                throw new IllegalStateException(name + " did not fill " + topic, e);
            }
            connector.delete().ok();
            task.awaitGone();
            return run;
        }
    }

    private Map<String, String> config(String topic) {
        Map<String, String> config = new HashMap<>(backend.twilio().config());
        config.put("connector.class", connectorClass);
        config.put("tasks.max", "1");
        config.put("topic", topic);
        config.put("poll.interval.ms", "30000");
        config.put(CeilingTask.RECORDS, Integer.toString(calls));
        return config;
    }
}

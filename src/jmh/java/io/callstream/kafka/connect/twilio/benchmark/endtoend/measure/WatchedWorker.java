package io.callstream.kafka.connect.twilio.benchmark.endtoend.measure;

import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.process.WorkerProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A worker with production settings, and its JVM. {@code -Dbenchmark.worker.options} adds JVM options, as for a profile. */
public record WatchedWorker(WorkerProcess process, WatchedJvm jvm) implements AutoCloseable {

    /** Connect's default. The stack's workers commit every second, for tests. */
    private static final Map<String, String> AS_IN_PRODUCTION = Map.of("offset.flush.interval.ms", "60000");

    public static WatchedWorker start(ProcessStack stack, String name, List<String> javaOptions) {
        int port = WatchedJvm.port();
        List<String> options = new ArrayList<>(List.of("-Dorg.slf4j.simpleLogger.log.io.callstream=info"));
        options.addAll(WatchedJvm.HEAP);
        options.addAll(WatchedJvm.options(port));
        options.addAll(javaOptions);
        Arrays.stream(System.getProperty("benchmark.worker.options", "").split(" "))
                .filter(option -> !option.isBlank())
                .forEach(options::add);
        WorkerProcess process = stack.startWorker(name, options, AS_IN_PRODUCTION);
        return new WatchedWorker(process, WatchedJvm.connect(port));
    }

    public ConnectRest connector(String name) {
        return new ConnectRest(process.url(), name);
    }

    public WatchedTask task(String connector) {
        return new WatchedTask(jvm, connector);
    }

    @Override
    public void close() {
        jvm.close();
        process.stop();
    }
}

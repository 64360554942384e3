package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.Run;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.WatchedJvm;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.sdkloop.SdkLoopMain;
import io.callstream.kafka.connect.twilio.stack.client.Http;
import io.callstream.kafka.connect.twilio.stack.process.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process with a loop over Twilio's own client and a Kafka producer. It runs as long as the worker does. */
final class SdkLoop implements Variant, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private final Backend backend;
    private final int calls;
    private final ManagedProcess process;
    private final String url;
    private final WatchedJvm jvm;

    private SdkLoop(Backend backend, int calls, ManagedProcess process, String url, WatchedJvm jvm) {
        this.backend = backend;
        this.calls = calls;
        this.process = process;
        this.url = url;
        this.jvm = jvm;
    }

    static SdkLoop start(Backend backend, int calls) {
        int port = WatchedJvm.port();
        Map<String, String> twilio = backend.twilio().config();
        List<String> arguments = new ArrayList<>(WatchedJvm.HEAP);
        arguments.addAll(WatchedJvm.options(port));
        arguments.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                SdkLoopMain.class.getName(),
                twilio.get("twilio.api.url"),
                twilio.get("twilio.account.sid"),
                twilio.get("twilio.auth.token"),
                backend.stack().bootstrapServers(),
                backend.stack().registryUrl()));
        Path log = backend.stack().files().run().resolve("sdk-loop.log");
        ManagedProcess process = ManagedProcess.java("sdk-loop", arguments, log);
        String url = process.awaitLine(SdkLoopMain.READY, Duration.ofSeconds(60)).substring(SdkLoopMain.READY.length());
        return new SdkLoop(backend, calls, process, url, WatchedJvm.connect(port));
    }

    @Override
    public String name() {
        return "sdk_loop";
    }

    @Override
    public Run fill(String topic) {
        jvm.tidyUp();
        try (FilledTopic filled = new FilledTopic(backend.stack().bootstrapServers(), topic)) {
            Meter meter = Meter.start(
                    backend.pids(process.pid()),
                    backend.twilio(),
                    backend.twilio().served().size());
            new Http().post(url + "/" + topic, Map.of()).ok();
            filled.await(calls, TIMEOUT, process::tail);
            return meter.stop(calls, jvm.peakAfterGcMib());
        }
    }

    @Override
    public void close() {
        jvm.close();
        process.close();
    }
}

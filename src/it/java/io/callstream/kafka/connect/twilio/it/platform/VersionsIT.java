package io.callstream.kafka.connect.twilio.it.platform;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.stack.client.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.ConnectWorker;
import io.callstream.kafka.connect.twilio.stack.process.InstalledJdks;
import io.callstream.kafka.connect.twilio.stack.process.PluginPathTool;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The oldest and newest worker, the oldest and newest JDK of this machine, and each mode of plugin discovery. */
class VersionsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final String OLDEST_KAFKA = "kafka-3.9";

    private static StackFiles files;
    @AutoClose
    private static ProcessStack stack;


    @BeforeAll
    static void startStack() {
        files = StackFiles.fromBuild("versions-it");
        stack = ProcessStack.start(files, 0);
    }

    /** All pairs of the three settings, and the worker of MSK Connect. */
    @ParameterizedTest
    @CsvSource({
        "kafka-3.7, oldest, service_load",
        "kafka-3.9, oldest, service_load",
        "kafka-3.9, newest, only_scan",
        "kafka,     oldest, only_scan",
        "kafka,     newest, service_load"
    })
    void readsAnAccount(String kafka, String jdk, String discovery) {
        Path javaHome = jdk.equals("oldest") ? InstalledJdks.oldest() : InstalledJdks.newest();
        String name = String.join("-", kafka, jdk, discovery);
        RemoteSimulator twilio = stack.startSimulator(Map.of("calls", "500"));
        try (ConnectWorker worker = stack.startWorker(
                        name,
                        kafka,
                        javaHome,
                        Map.of(
                                "plugin.discovery",
                                discovery,
                                "group.id",
                                name,
                                "config.storage.topic",
                                name + "-configs",
                                "offset.storage.topic",
                                name + "-offsets",
                                "status.storage.topic",
                                name + "-status"));
                CallsTopic topic = new CallsTopic(
                        stack.bootstrapServers(), stack.registryUrl(), Pattern.compile(Pattern.quote(name)))) {
            Map<String, String> config = new HashMap<>(twilio.config());
            config.put("connector.class", TwilioCallsSourceConnector.class.getName());
            config.put("topic", name);
            config.put("tombstones.on.delete", "true");
            ConnectRest connector = new ConnectRest(worker.url(), name);
            connector.configure(config).ok();
            twilio.truth().freeze();
            await(name).atMost(TIMEOUT).untilAsserted(() -> {
                assertThat(connector.trace()).isEmpty();
                topic.poll(Duration.ofMillis(200));
                assertThat(twilio.truth().compare(topic.last()).isNone()).isTrue();
            });
            await(name).atMost(TIMEOUT).untilAsserted(() -> assertThat(connector.offsets())
                    .isNotEmpty());
            connector.delete().ok();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OLDEST_KAFKA, ProcessStack.KAFKA})
    void connectPluginPathListsThePluginWithoutWarning(String kafka) {
        String said = PluginPathTool.list(files, kafka);
        assertThat(said)
                .doesNotContainIgnoringCase("warn")
                .doesNotContainIgnoringCase("error")
                .containsPattern("TwilioCallsSourceConnector\\s.*\\ssource\\s+true\\s+true\\s");
    }
}

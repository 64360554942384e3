package io.callstream.kafka.connect.twilio.it.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.kafka.connect.twilio.stack.client.CallInTopic;
import io.callstream.kafka.connect.twilio.stack.process.FreePort;
import io.callstream.kafka.connect.twilio.stack.process.KafkaCommands;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.Recipe;
import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first recipe of docs/install.md, run on a Kafka cluster, ends with records. */
class InstallIT {

    private static final String TOPIC = "twilio.calls";

    @TempDir
    private Path directory;

    @Test
    void recipeReadsCallsOnABareKafkaCluster() throws Exception {
        StackFiles files = StackFiles.fromBuild("install-it");
        try (ProcessStack stack = ProcessStack.start(files, 0)) {
            RemoteSimulator twilio = stack.startSimulator(Map.of("calls", "200"));
            KafkaCommands commands = commands(files, stack, twilio);
            Recipe recipe = new Recipe(Path.of("docs/install.md"), "standalone");
            String printed;
            try {
                printed = recipe.run(
                        directory,
                        Map.of(
                                "target/callstream-kafka-connect-twilio-calls-*.zip",
                                files.pluginZip().toString(),
                                "localhost:9092",
                                stack.bootstrapServers()),
                        Map.of(
                                "PATH", commands.path(),
                                "TWILIO_ACCOUNT_SID", twilio.accounts().get(0),
                                "TWILIO_AUTH_TOKEN", twilio.config().get("twilio.auth.token")));
            } finally {
                endWorker();
            }

            List<String> records =
                    printed.lines().filter(line -> line.startsWith("{\"sid\"")).toList();
            Set<String> sids =
                    twilio.truth().calls().stream().map(CallInTopic::sid).collect(Collectors.toSet());
            assertThat(records).hasSize(10);
            for (String record : records) {
                JsonNode call = new ObjectMapper().readTree(record);
                assertThat(sids).contains(call.path("sid").asText());
            }
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
                assertThat(admin.describeTopics(List.of(TOPIC))
                                .allTopicNames()
                                .get()
                                .get(TOPIC)
                                .partitions())
                        .hasSize(6);
                ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
                assertThat(admin.describeConfigs(List.of(topic))
                                .all()
                                .get()
                                .get(topic)
                                .get("cleanup.policy")
                                .value())
                        .isEqualTo("compact");
            }
        }
    }

    /**
     * Commands that also set the addresses of this test's broker and Twilio, and a free port: a reader of the recipe has
     * the defaults.
     */
    private KafkaCommands commands(StackFiles files, ProcessStack stack, RemoteSimulator twilio) {
        KafkaCommands commands = KafkaCommands.in(directory.resolve("commands"), files);
        commands.add(
                "connect-standalone.sh",
                """
                echo $$ >"$PWD/worker.pid"
                sed -i 's|^bootstrap.servers=.*|bootstrap.servers=%s|' "$1"
                echo 'listeners=http://127.0.0.1:%d' >>"$1"
                echo 'twilio.api.url=%s' >>"$2"
                """
                        .formatted(stack.bootstrapServers(), FreePort.find(), twilio.url()),
                "org.apache.kafka.connect.cli.ConnectStandalone");
        return commands;
    }

    private void endWorker() throws IOException {
        Path pid = directory.resolve("worker.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(worker -> {
                worker.destroyForcibly();
                worker.onExit().join();
            });
        }
    }
}

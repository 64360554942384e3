package io.callstream.kafka.connect.twilio.it.pipeline;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.stack.client.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.process.FreePort;
import io.callstream.kafka.connect.twilio.stack.process.KafkaCommands;
import io.callstream.kafka.connect.twilio.stack.process.Login;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.Recipe;
import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import io.callstream.kafka.connect.twilio.stack.client.Truth;
import io.callstream.kafka.connect.twilio.stack.process.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ACLs that docs/security.md gives the workers are sufficient, and the workers use every one of them. */
class AclsIT {

    private static final Login WORKER = new Login("twilio-connect", "a-secret");
    private static final Pattern AUDITED = Pattern.compile(
            "Principal = User:twilio-connect is (Allowed|Denied) operation = (\\w+) .* on resource = (\\w+):LITERAL:(\\S+)");

    @TempDir
    private Path directory;

    @Test
    void documentedAclsAreSufficientAndAllUsed() throws Exception {
        StackFiles files = StackFiles.fromBuild("acls-it");
        String guarded = FreePort.address();
        try (ProcessStack stack = ProcessStack.startGuarded(files, guarded, WORKER)) {
            run("topic.md", "topic", stack);
            run("security.md", "acls", stack);
            Map<String, String> config = new HashMap<>(WORKER.ofWorker());
            config.put("bootstrap.servers", guarded);
            config.put("group.id", "twilio-connect");
            config.put("config.storage.topic", "twilio-connect-configs");
            config.put("offset.storage.topic", "twilio-connect-offsets");
            config.put("status.storage.topic", "twilio-connect-status");
            WorkerProcess worker = stack.startWorker("worker", ProcessStack.KAFKA, ProcessStack.THIS_JDK, config);

            RemoteSimulator twilio = stack.startSimulator(Map.of("calls", "300"));
            Map<String, String> connectorConfig = new HashMap<>(twilio.config());
            connectorConfig.put("connector.class", TwilioCallsSourceConnector.class.getName());
            ConnectRest connector = new ConnectRest(worker.url(), "twilio-calls");
            connector.configure(connectorConfig).ok();
            Truth truth = twilio.truth();
            truth.freeze();
            try (CallsTopic topic =
                    new CallsTopic(stack.bootstrapServers(), stack.registryUrl(), Pattern.compile("twilio\\.calls"))) {
                await().atMost(Scene.TIMEOUT).untilAsserted(() -> {
                    topic.poll(Duration.ofMillis(200));
                    assertThat(truth.compare(topic.last()).isNone()).isTrue();
                });
            }
            await().atMost(Scene.TIMEOUT).until(() -> !connector.offsets().isEmpty());
            worker.stop();

            assertThat(audited(stack, "Denied")).isEmpty();
            assertThat(audited(stack, "Allowed")).isEqualTo(given());
        }
    }

/** The documented ACLs, one by one. */
    private static Set<String> given() {
        Set<String> given = new TreeSet<>();
        Stream.of("DESCRIBE", "WRITE").forEach(right -> given.add(right + " Topic twilio.calls"));
        Stream.of("CREATE", "DESCRIBE", "DESCRIBE_CONFIGS", "READ", "WRITE")
                .flatMap(right -> Stream.of("configs", "offsets", "status")
                        .map(topic -> right + " Topic twilio-connect-" + topic))
                .forEach(given::add);
        Stream.of("DESCRIBE", "READ").forEach(right -> given.add(right + " Group twilio-connect"));
        return given;
    }

    private void run(String document, String recipe, ProcessStack stack) {
        KafkaCommands commands = KafkaCommands.in(directory.resolve("commands"), stack.files());
        new Recipe(Path.of("docs", document), recipe)
                .run(directory, Map.of("localhost:9092", stack.bootstrapServers()), Map.of("PATH", commands.path()));
    }

/** The operations and resources that the broker allowed or denied the worker. */
    private static Set<String> audited(ProcessStack stack, String decision) throws Exception {
        Set<String> audited = new TreeSet<>();
        Matcher line = AUDITED.matcher(stack.broker().log());
        while (line.find()) {
            if (line.group(1).equals(decision)) {
                audited.add(line.group(2) + " " + line.group(3) + " " + line.group(4));
            }
        }
        return audited;
    }
}

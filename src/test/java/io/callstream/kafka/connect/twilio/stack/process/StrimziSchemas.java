package io.callstream.kafka.connect.twilio.stack.process;

import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Generates Strimzi's custom resource definitions from its classes, as Strimzi does. */
public final class StrimziSchemas {

    private static final Map<String, String> KINDS = Map.of(
            "KafkaConnect", "connect.KafkaConnect",
            "KafkaConnector", "connector.KafkaConnector",
            "KafkaTopic", "topic.KafkaTopic",
            "KafkaUser", "user.KafkaUser");

    private StrimziSchemas() {}

    /** Writes a file for each kind, and returns their folder. */
    public static Path generate(StackFiles files) {
        List<String> arguments = new ArrayList<>(
                List.of("-cp", files.classPath("strimzi"), "io.strimzi.crdgenerator.CrdGenerator", "--yaml"));
        KINDS.forEach((kind, type) -> arguments.add(
                "io.strimzi.api.kafka.model." + type + "=" + files.run().resolve(kind + ".yaml")));
        try (ManagedProcess generator = ManagedProcess.java(
                "crd-generator", InstalledJdks.newest(), arguments, files.run().resolve("crd-generator.log"))) {
            if (generator.awaitEnd(Duration.ofSeconds(60)) != 0) {
                throw new IllegalStateException("generating the definitions failed" + generator.tail());
            }
        }
        return files.run();
    }
}

package io.callstream.kafka.connect.twilio.it.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.Recipe;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of docs/preview.md, run on the plugin's ZIP and a Kafka installation. */
class PreviewIT {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final String DOCUMENTED_ZIP = "target/callstream-kafka-connect-twilio-calls-*.zip";
    private static final String DOCUMENTED_KAFKA = "/opt/kafka";

    private final StackFiles files = StackFiles.fromBuild("preview-it");

    @TempDir
    private Path directory;

    private TwilioSimulator simulator;
    private SimulatedAccount account;

    @BeforeEach
    void startSimulator() throws IOException {
        World world = new World(3, NOW);
        account = world.addAccount(
                WorldProfile.LIVELY.history(200, Duration.ofDays(20)).callsPerHour(0));
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        new ObjectMapper()
                .writeValue(
                        directory.resolve("twilio-calls.json").toFile(),
                        Map.of(
                                "twilio.account.sid", account.sid(),
                                "twilio.auth.token", account.authToken(),
                                "twilio.api.url", simulator.baseUrl()));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {ProcessStack.KAFKA, "kafka-3.9", "kafka-3.7"})
    void documentedCommandsRunOnAKafkaInstallation(String kafka) throws IOException {
        String printed = run(files.folder(kafka));
        assertThat(printed)
                .startsWith("Testing the configuration ...")
                .contains("Configuration  valid", account.sid() + "  200 calls since ")
                .doesNotContain("WARN", "ERROR", "SLF4J", account.authToken());
        String json = printed.substring(printed.indexOf("\n{"));
        JsonNode report = new ObjectMapper().readTree(json);
        assertThat(report.path("good").asBoolean()).isTrue();
        assertThat(report.path("backfill").path("calls").path("estimate").asInt())
                .isEqualTo(simulator.truth(account.sid()).size());
    }

    @Test
    void scriptReportsAMissingKafkaHome() throws Exception {
        run(files.folder(ProcessStack.KAFKA));
        Path printed = directory.resolve("printed");
        ProcessBuilder script = new ProcessBuilder("bash", "-c", "plugins/callstream-*/bin/twilio-calls-preview --help")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        script.environment().put("KAFKA_HOME", directory.toString());
        assertThat(script.start().waitFor()).isEqualTo(2);
        assertThat(printed).content().contains("Set KAFKA_HOME");
    }

    /** The jar cannot run by itself, because a plugin contains no class of Kafka. */
    @Test
    void jarHasNoMainClass() throws IOException {
        Path own;
        try (Stream<Path> jars = Files.list(files.unzipped("plugin").resolve("lib"))) {
            own = jars.filter(jar -> jar.getFileName().toString().startsWith("kafka-connect-twilio-calls-"))
                    .findFirst()
                    .orElseThrow();
        }
        try (JarFile jar = new JarFile(own.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isNull();
        }
    }

    /** Unpacks the ZIP by a tool that keeps file permissions, as the usual tools do. */
    private String run(Path kafka) {
        return new Recipe(Path.of("docs/preview.md"), "preview")
                .run(
                        directory,
                        Map.of(
                                DOCUMENTED_ZIP, files.pluginZip().toString(),
                                DOCUMENTED_KAFKA, kafka.toString()),
                        Map.of("JAVA_HOME", System.getProperty("java.home")));
    }
}

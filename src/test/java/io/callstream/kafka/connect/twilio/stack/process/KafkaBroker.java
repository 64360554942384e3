package io.callstream.kafka.connect.twilio.stack.process;

import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A single broker that is its own controller (KRaft). */
public final class KafkaBroker implements AutoCloseable {

    private final StackFiles files;
    private final Path properties;
    private final String bootstrapServers;
    private ManagedProcess process;

    private KafkaBroker(StackFiles files, Path properties, String bootstrapServers) {
        this.files = files;
        this.properties = properties;
        this.bootstrapServers = bootstrapServers;
        this.process = launch();
    }

    static KafkaBroker start(StackFiles files) {
        String address = FreePort.address();
        return start(files, address, config(files, address));
    }

    /** Starts a broker with authentication, ACLs and an audit log on one more listener. */
    static KafkaBroker startGuarded(StackFiles files, String guardedAddress, Login login) {
        String address = FreePort.address();
        return start(files, address, BrokerConfig.guarded(config(files, address), guardedAddress, login));
    }

    private static Map<String, String> config(StackFiles files, String address) {
        String listener = "PLAINTEXT://" + address;
        return BrokerConfig.of(
                listener,
                listener,
                FreePort.address(),
                files.run().resolve("broker-data").toString());
    }

    private static KafkaBroker start(StackFiles files, String bootstrapServers, Map<String, String> config) {
        Path properties = files.writeProperties("broker.properties", config);
        Path log = files.run().resolve("broker.log");
        try (ManagedProcess format = ManagedProcess.java(
                "kafka-storage",
                List.of(
                        "-cp",
                        files.classPath(ProcessStack.KAFKA),
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        BrokerConfig.CLUSTER_ID,
                        "-c",
                        properties.toString()),
                log)) {
            if (format.awaitEnd(Duration.ofSeconds(60)) != 0) {
                throw new IllegalStateException("formatting the broker's storage failed" + format.tail());
            }
        }
        return new KafkaBroker(files, properties, bootstrapServers);
    }

    /** Sends SIGKILL. */
    public void killHard() {
        process.killHard();
    }

    /** Restarts it with its data. */
    public void restart() {
        process = launch();
    }

    private ManagedProcess launch() {
        ManagedProcess started = ManagedProcess.java(
                "broker",
                List.of(
                        "-Xmx512m",
                        "-Dorg.slf4j.simpleLogger.log.kafka.authorizer.logger=debug",
                        "-cp",
                        files.classPath(ProcessStack.KAFKA),
                        "kafka.Kafka",
                        properties.toString()),
                files.run().resolve("broker.log"));
        started.await(() -> responds(bootstrapServers), Duration.ofSeconds(90));
        return started;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Its output. */
    public String log() throws IOException {
        return Files.readString(process.log());
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        process.close();
    }

    public static boolean responds(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "2000",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "2000"))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

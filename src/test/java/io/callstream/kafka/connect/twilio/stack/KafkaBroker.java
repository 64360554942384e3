package io.callstream.kafka.connect.twilio.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** One broker that is its own controller (KRaft). */
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
        int port = FreePort.find();
        int controllerPort = FreePort.find();
        String bootstrapServers = "127.0.0.1:" + port;
        Path properties = files.writeProperties(
                "broker.properties",
                BrokerConfig.of(
                        "PLAINTEXT://" + bootstrapServers,
                        "PLAINTEXT://" + bootstrapServers,
                        "127.0.0.1:" + controllerPort,
                        files.run().resolve("broker-data").toString()));
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
                throw new IllegalStateException("the broker's storage was not formatted" + format.tail());
            }
        }
        return new KafkaBroker(files, properties, bootstrapServers);
    }

    /** SIGKILL. */
    public void killHard() {
        process.killHard();
    }

    /** Starts again with what it had written. */
    public void restart() {
        process = launch();
    }

    private ManagedProcess launch() {
        ManagedProcess started = ManagedProcess.java(
                "broker",
                List.of("-Xmx512m", "-cp", files.classPath(ProcessStack.KAFKA), "kafka.Kafka", properties.toString()),
                files.run().resolve("broker.log"));
        started.await(() -> answers(bootstrapServers), Duration.ofSeconds(90));
        return started;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        process.close();
    }

    static boolean answers(String bootstrapServers) {
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

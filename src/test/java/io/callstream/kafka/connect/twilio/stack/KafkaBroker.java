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

    private static final String CLUSTER_ID = "Y2FsbHN0cmVhbS10ZXN0cw";

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
                Map.ofEntries(
                        Map.entry("process.roles", "broker,controller"),
                        Map.entry("node.id", "1"),
                        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                        Map.entry("controller.listener.names", "CONTROLLER"),
                        Map.entry(
                                "listeners",
                                "PLAINTEXT://" + bootstrapServers + ",CONTROLLER://127.0.0.1:" + controllerPort),
                        Map.entry("advertised.listeners", "PLAINTEXT://" + bootstrapServers),
                        Map.entry("log.dirs", files.run().resolve("broker-data").toString()),
                        Map.entry("offsets.topic.replication.factor", "1"),
                        Map.entry("offsets.topic.num.partitions", "1"),
                        Map.entry("transaction.state.log.replication.factor", "1"),
                        Map.entry("transaction.state.log.min.isr", "1"),
                        Map.entry("group.initial.rebalance.delay.ms", "0")));
        Path log = files.run().resolve("broker.log");
        try (ManagedProcess format = ManagedProcess.java(
                "kafka-storage",
                List.of(
                        "-cp",
                        files.classPath(ProcessStack.KAFKA),
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        CLUSTER_ID,
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

    private static boolean answers(String bootstrapServers) {
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

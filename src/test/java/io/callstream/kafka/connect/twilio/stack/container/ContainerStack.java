package io.callstream.kafka.connect.twilio.stack.container;

import io.callstream.kafka.connect.twilio.simulator.SimulatorMain;
import io.callstream.kafka.connect.twilio.stack.Stack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import io.callstream.kafka.connect.twilio.stack.client.Http;
import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import io.callstream.kafka.connect.twilio.stack.process.BrokerConfig;
import io.callstream.kafka.connect.twilio.stack.process.FreePort;
import io.callstream.kafka.connect.twilio.stack.process.KafkaBroker;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.Network;

/**
 * A stack of containers in a network of their own. Each is one Java image with the jars that the build resolved mounted
 * into it; {@code stack.jre.image} names any image with Java 17 on its path.
 */
public final class ContainerStack implements Stack {

    private static final String BROKER = "broker";
    private static final String REGISTRY = "registry";
    private static final int INSIDE = 9092;
    private static final int CONTROLLER = 9093;
    private static final String LIBS = "/opt/libs";

    private final StackFiles files;
    private final Network network = Network.newNetwork();
    private final Deque<Runnable> ends = new ArrayDeque<>();
    private final List<WorkerContainer> workers = new ArrayList<>();
    private final String bootstrapServers;
    private final String registryUrl;
    private final RegistryImage registryImage;
    private int simulators;

    private ContainerStack(StackFiles files, RegistryImage registryImage, int workers) {
        this.files = files;
        this.registryImage = registryImage;
        ends.push(network::close);
        try {
            this.bootstrapServers = startBroker();
            this.registryUrl = startRegistry();
            for (int i = 1; i <= workers; i++) {
                WorkerContainer worker = WorkerContainer.start(
                        files, network, "worker-" + i, BROKER + ":" + INSIDE, registryUrlForWorkers());
                ends.push(worker::close);
                this.workers.add(worker);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts all containers, one after the other. */
    public static ContainerStack start(StackFiles files, int workers) {
        return new ContainerStack(files, RegistryImage.fromBuild(), workers);
    }

    private String startBroker() {
        int port = FreePort.find();
        String outside = "127.0.0.1:" + port;
        Path properties = files.writeProperties(
                "broker.properties",
                BrokerConfig.of(
                        "PLAINTEXT://:" + INSIDE + ",OUTSIDE://:" + port,
                        "PLAINTEXT://" + BROKER + ":" + INSIDE + ",OUTSIDE://" + outside,
                        BROKER + ":" + CONTROLLER,
                        "/tmp/broker-data"));
        String java = "java -Xmx512m -cp '" + LIBS + "/*' ";
        JavaContainer broker = new JavaContainer(network, BROKER)
                .mount(files.folder(ProcessStack.KAFKA), LIBS)
                .mount(properties, "/etc/broker.properties")
                .port(port)
                .shell(java + "kafka.tools.StorageTool format -t " + BrokerConfig.CLUSTER_ID
                        + " -c /etc/broker.properties && exec " + java + "kafka.Kafka /etc/broker.properties");
        start(broker, () -> KafkaBroker.responds(outside), Duration.ofSeconds(90));
        return outside;
    }

    private String startRegistry() {
        int port = FreePort.find();
        String url = registryImage.url("127.0.0.1").replace(":" + RegistryImage.PORT, ":" + port);
        JavaContainer registry = registryImage.container(network, REGISTRY, files, BROKER + ":" + INSIDE);
        registry.port(port, RegistryImage.PORT);
        Http http = new Http();
        start(registry, () -> http.responds(url + "/subjects"), Duration.ofSeconds(120));
        return url;
    }

    @Override
    public RemoteSimulator startSimulator(Map<String, String> settings) {
        String name = "simulator-" + ++simulators;
        int port = FreePort.find();
        List<String> arguments =
                new ArrayList<>(List.of("java", "-Xmx512m", "-Dsimulator.host=0.0.0.0", "-Dsimulator.port=" + port));
        settings.forEach((key, value) -> arguments.add("-Dsimulator." + key + "=" + value));
        arguments.addAll(List.of("-cp", "/opt/classes:" + LIBS + "/*", SimulatorMain.class.getName()));
        JavaContainer simulator = new JavaContainer(network, name)
                .mount(files.folder("simulator"), LIBS)
                .mount(files.testClasses(), "/opt/classes")
                .port(port)
                .command(arguments);
        start(simulator, () -> simulator.line("READY ").isPresent(), Duration.ofSeconds(60));
        return new RemoteSimulator(
                simulator.line("READY ").orElseThrow(), "http://127.0.0.1:" + port, "http://" + name + ":" + port);
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public String registryUrl() {
        return registryUrl;
    }

    @Override
    public String registryUrlForWorkers() {
        return registryImage.url(REGISTRY);
    }

    @Override
    public List<WorkerContainer> workers() {
        return Collections.unmodifiableList(workers);
    }

    @Override
    public void close() {
        while (!ends.isEmpty()) {
            ends.pop().run();
        }
    }

    private void start(JavaContainer container, BooleanSupplier ready, Duration limit) {
        ends.push(container::close);
        container.start(ready, limit);
    }
}

package io.callstream.kafka.connect.twilio.stack.process;

import io.callstream.kafka.connect.twilio.simulator.SimulatorMain;
import io.callstream.kafka.connect.twilio.stack.Stack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A stack of processes of this machine. */
public final class ProcessStack implements Stack {

    /** The folder of the jars of the Kafka version that the connector is built against. */
    public static final String KAFKA = "kafka";

    public static final Path THIS_JDK = Path.of(System.getProperty("java.home"));

    private final StackFiles files;
    private final Deque<Runnable> ends = new ArrayDeque<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final KafkaBroker broker;
    private final SchemaRegistry registry;
    private final List<Long> simulatorPids = new ArrayList<>();

    private ProcessStack(
            StackFiles files, Supplier<KafkaBroker> startBroker, int workers, List<String> workersJavaOptions) {
        this.files = files;
        try {
            this.broker = startBroker.get();
            ends.push(broker::close);
            this.registry = SchemaRegistry.start(files);
            ends.push(registry::close);
            for (int i = 1; i <= workers; i++) {
                this.workers.add(startWorker("worker-" + i, KAFKA, THIS_JDK, workersJavaOptions, Map.of()));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts all processes with one worker, one after the other. */
    public static ProcessStack start(StackFiles files) {
        return start(files, 1);
    }

    /** Starts all processes, one after the other. */
    public static ProcessStack start(StackFiles files, int workers) {
        return new ProcessStack(files, () -> KafkaBroker.start(files), workers, List.of());
    }

    /** Starts all processes with one worker, with more options for its JVM. */
    public static ProcessStack start(StackFiles files, List<String> workersJavaOptions) {
        return new ProcessStack(files, () -> KafkaBroker.start(files), 1, workersJavaOptions);
    }

    /**
     * Starts all processes without workers, and a broker with authentication and ACLs on one more address.
     */
    public static ProcessStack startGuarded(StackFiles files, String guardedAddress, Login login) {
        return new ProcessStack(files, () -> KafkaBroker.startGuarded(files, guardedAddress, login), 0, List.of());
    }

    /**
     * Starts one more worker.
     *
     * @param kafka folder of Kafka's jars that the build resolved, of the worker's version
     * @param javaHome the worker's JDK
     * @param config properties that differ from the default
     */
    public WorkerProcess startWorker(String name, String kafka, Path javaHome, Map<String, String> config) {
        return startWorker(name, kafka, javaHome, List.of(), config);
    }

    /** Starts one more worker of the default version, with more options for its JVM. */
    public WorkerProcess startWorker(String name, List<String> javaOptions, Map<String, String> config) {
        return startWorker(name, KAFKA, THIS_JDK, javaOptions, config);
    }

    private WorkerProcess startWorker(
            String name, String kafka, Path javaHome, List<String> javaOptions, Map<String, String> config) {
        WorkerProcess worker = WorkerProcess.start(
                files, name, kafka, javaHome, javaOptions, bootstrapServers(), registryUrl(), config);
        ends.push(worker::close);
        return worker;
    }

    @Override
    public RemoteSimulator startSimulator(Map<String, String> settings) {
        return startSimulator(settings, List.of());
    }

    /** Starts a simulator with more options for its JVM, which override the defaults. */
    public RemoteSimulator startSimulator(Map<String, String> settings, List<String> javaOptions) {
        String name = "simulator-" + (simulatorPids.size() + 1);
        List<String> arguments = new ArrayList<>(List.of("-Xmx512m"));
        arguments.addAll(javaOptions);
        settings.forEach((key, value) -> arguments.add("-Dsimulator." + key + "=" + value));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), SimulatorMain.class.getName()));
        ManagedProcess simulator =
                ManagedProcess.java(name, THIS_JDK, arguments, files.run().resolve(name + ".log"));
        ends.push(simulator::close);
        simulatorPids.add(simulator.pid());
        String ready = simulator.awaitLine("READY ", Duration.ofSeconds(60));
        return new RemoteSimulator(ready, RemoteSimulator.url(ready), RemoteSimulator.url(ready));
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public String registryUrl() {
        return registry.confluentUrl();
    }

    @Override
    public String registryUrlForWorkers() {
        return registryUrl();
    }

    /** The process ids of the simulators, in the order of their start. */
    public List<Long> simulatorPids() {
        return List.copyOf(simulatorPids);
    }

    public KafkaBroker broker() {
        return broker;
    }

    public SchemaRegistry registry() {
        return registry;
    }

    @Override
    public List<WorkerProcess> workers() {
        return Collections.unmodifiableList(workers);
    }

    /** The first worker. */
    public WorkerProcess worker() {
        return workers.get(0);
    }

    public StackFiles files() {
        return files;
    }

    @Override
    public void close() {
        while (!ends.isEmpty()) {
            ends.pop().run();
        }
    }
}

package io.callstream.kafka.connect.twilio.stack;

import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A broker, a registry, a cluster of Connect workers, and the Twilio that they read: as processes or as containers. */
public interface Stack extends AutoCloseable {

    /** The interval at which the workers store the offsets of acknowledged records. */
    Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    /** The broker's address, for clients on this machine. */
    String bootstrapServers();

    /** The URL of the registry's Confluent API, for clients on this machine. */
    String registryUrl();

    /** The same, for the workers. */
    String registryUrlForWorkers();

    List<? extends ConnectWorker> workers();

    /**
     * Starts a simulated Twilio that the workers can reach.
     *
     * @param settings of the simulator's main class, as {@code calls} for {@code simulator.calls}
     */
    RemoteSimulator startSimulator(Map<String, String> settings);

    /** Stops everything, the last started first. */
    @Override
    void close();
}

package io.callstream.kafka.connect.twilio.stack;

import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A broker, a registry, a cluster of Connect workers, and the Twilio that they read: as processes or as containers. */
public interface Stack extends AutoCloseable {

    /** How often the workers store the offsets of what has been acknowledged. */
    Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    /** The broker, for clients on this machine. */
    String bootstrapServers();

    /** The registry's Confluent API, for clients on this machine. */
    String registryUrl();

    /** The same, for the workers. */
    String registryUrlForWorkers();

    List<? extends ConnectWorker> workers();

    /**
     * Starts a simulated Twilio that the workers reach.
     *
     * @param settings of the simulator's main class, as {@code calls} for {@code simulator.calls}
     */
    RemoteSimulator startSimulator(Map<String, String> settings);

    /** Ends all, the last started first. */
    @Override
    void close();
}

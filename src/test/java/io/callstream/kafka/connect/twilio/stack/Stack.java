package io.callstream.kafka.connect.twilio.stack;

import java.util.List;
import java.util.Map;

/** A broker, a registry, a cluster of Connect workers, and the Twilio that they read: as processes or as containers. */
public interface Stack extends AutoCloseable {

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

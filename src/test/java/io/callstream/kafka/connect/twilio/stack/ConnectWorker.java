package io.callstream.kafka.connect.twilio.stack;

import java.nio.file.Path;

/** A worker of a Connect cluster that loads the connector from its ZIP. */
public interface ConnectWorker extends AutoCloseable {

    /** Its REST API, for clients on this machine. */
    String url();

    /** What the cluster calls it. */
    String id();

    /** All that it has printed so far. */
    String log();

    /** SIGKILL. */
    void killHard();

    /** SIGTERM, and waits for its end. */
    void stop();

    /** Starts again with the same configuration, and waits until it answers. */
    void restart();

    /** Stops, takes another version of the plugin, and starts again. */
    void upgrade(Path pluginZip);

    @Override
    default void close() {
        stop();
    }
}

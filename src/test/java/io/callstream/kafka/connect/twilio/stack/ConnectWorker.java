package io.callstream.kafka.connect.twilio.stack;

import java.nio.file.Path;

/** A worker of a Connect cluster that loads the connector from its ZIP. */
public interface ConnectWorker extends AutoCloseable {

    /** The URL of its REST API, for clients on this machine. */
    String url();

    /** Its id in the cluster. */
    String id();

    /** Its output so far. */
    String log();

    /** Sends SIGKILL. */
    void killHard();

    /** Sends SIGTERM, and waits for its end. */
    void stop();

    /** Restarts it with the same configuration, and waits until it responds. */
    void restart();

    /** Stops it, replaces the plugin, and starts it. */
    void upgrade(Path pluginZip);

    @Override
    default void close() {
        stop();
    }
}

package io.callstream.kafka.connect.twilio.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A distributed Connect worker that loads the connector from its ZIP. Can be killed, and started again as it was. */
public final class ConnectWorker implements AutoCloseable {

    private final StackFiles files;
    private final Path properties;
    private final String url;
    private final Http http = new Http();
    private ManagedProcess process;

    private ConnectWorker(StackFiles files, Path properties, String url) {
        this.files = files;
        this.properties = properties;
        this.url = url;
        this.process = launch();
    }

    static ConnectWorker start(StackFiles files, String bootstrapServers, String registryUrl) {
        int port = FreePort.find();
        String url = "http://127.0.0.1:" + port;
        Path properties = files.writeProperties(
                "worker.properties",
                Map.ofEntries(
                        Map.entry("bootstrap.servers", bootstrapServers),
                        Map.entry("group.id", "connect"),
                        Map.entry("listeners", url),
                        Map.entry("config.storage.topic", "connect-configs"),
                        Map.entry("offset.storage.topic", "connect-offsets"),
                        Map.entry("status.storage.topic", "connect-status"),
                        Map.entry("config.storage.replication.factor", "1"),
                        Map.entry("offset.storage.replication.factor", "1"),
                        Map.entry("offset.storage.partitions", "1"),
                        Map.entry("status.storage.replication.factor", "1"),
                        Map.entry("status.storage.partitions", "1"),
                        Map.entry("offset.flush.interval.ms", "1000"),
                        Map.entry("scheduled.rebalance.max.delay.ms", "0"),
                        Map.entry("plugin.path", files.pluginPath().toString()),
                        Map.entry("plugin.discovery", "service_load"),
                        Map.entry("config.providers", "file"),
                        Map.entry(
                                "config.providers.file.class",
                                "org.apache.kafka.common.config.provider.FileConfigProvider"),
                        Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
                        Map.entry("value.converter", StackFiles.AVRO_CONVERTER),
                        Map.entry("value.converter.schema.registry.url", registryUrl)));
        return new ConnectWorker(files, properties, url);
    }

    public String url() {
        return url;
    }

    /** SIGKILL. */
    public void killHard() {
        process.killHard();
    }

    /** Starts again with the same configuration. */
    public void restart() {
        process = launch();
    }

    public Path log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }

    private ManagedProcess launch() {
        ManagedProcess started = ManagedProcess.java(
                "worker",
                List.of(
                        "-Xmx512m",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.clients=warn",
                        "-Dorg.slf4j.simpleLogger.log.io.callstream=trace",
                        "-cp",
                        files.kafkaClassPath(),
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        properties.toString()),
                files.run().resolve("worker.log"));
        started.await(() -> http.answers(url + "/connectors"), Duration.ofSeconds(120));
        return started;
    }
}

package io.callstream.kafka.connect.twilio.stack.process;

import io.callstream.kafka.connect.twilio.stack.ConnectWorker;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import io.callstream.kafka.connect.twilio.stack.WorkerConfig;
import io.callstream.kafka.connect.twilio.stack.client.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Connect worker as a process of this machine. */
public final class WorkerProcess implements ConnectWorker {

    private static final String HOST = "127.0.0.1";

    private final StackFiles files;
    private final String name;
    private final String kafka;
    private final Path javaHome;
    private final List<String> javaOptions;
    private final Path plugins;
    private final Path properties;
    private final int port;
    private final Http http = new Http();
    private ManagedProcess process;

    private WorkerProcess(
            StackFiles files,
            String name,
            String kafka,
            Path javaHome,
            List<String> javaOptions,
            Path plugins,
            Path properties,
            int port) {
        this.files = files;
        this.name = name;
        this.kafka = kafka;
        this.javaHome = javaHome;
        this.javaOptions = javaOptions;
        this.plugins = plugins;
        this.properties = properties;
        this.port = port;
        this.process = launch();
    }

    /**
     * Starts a worker and waits until it responds.
     *
     * @param kafka folder of Kafka's jars that the build resolved, of the worker's version
     * @param javaHome the worker's JDK
     * @param javaOptions added to the defaults, which they override
     * @param more properties that differ from the default
     */
    static WorkerProcess start(
            StackFiles files,
            String name,
            String kafka,
            Path javaHome,
            List<String> javaOptions,
            String bootstrapServers,
            String registryUrl,
            Map<String, String> more) {
        int port = FreePort.find();
        Path plugins = files.pluginPath(name);
        Map<String, String> config = WorkerConfig.of(bootstrapServers, registryUrl, HOST, port, plugins.toString());
        config.put("listeners", "http://" + HOST + ":" + port);
        config.putAll(more);
        return new WorkerProcess(
                files,
                name,
                kafka,
                javaHome,
                javaOptions,
                plugins,
                files.writeProperties(name + ".properties", config),
                port);
    }

    @Override
    public String url() {
        return "http://" + HOST + ":" + port;
    }

    @Override
    public String id() {
        return HOST + ":" + port;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    @Override
    public String log() {
        try {
            return Files.readString(process.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void killHard() {
        process.killHard();
    }

    @Override
    public void stop() {
        process.close();
    }

    @Override
    public void restart() {
        process = launch();
    }

    @Override
    public void upgrade(Path pluginZip) {
        stop();
        files.replacePlugin(plugins, pluginZip);
        restart();
    }

    private ManagedProcess launch() {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx512m",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.clients=warn",
                "-Dorg.slf4j.simpleLogger.log.io.callstream=trace"));
        arguments.addAll(javaOptions); // the JVM uses the last of contradicting options
        arguments.addAll(List.of(
                "-cp",
                files.classPath(kafka),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                properties.toString()));
        ManagedProcess started =
                ManagedProcess.java(name, javaHome, arguments, files.run().resolve(name + ".log"));
        started.await(() -> http.responds(url() + "/connectors"), Duration.ofSeconds(120));
        return started;
    }
}

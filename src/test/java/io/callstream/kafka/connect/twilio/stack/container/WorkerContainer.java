package io.callstream.kafka.connect.twilio.stack.container;

import io.callstream.kafka.connect.twilio.stack.ConnectWorker;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import io.callstream.kafka.connect.twilio.stack.WorkerConfig;
import io.callstream.kafka.connect.twilio.stack.client.Http;
import io.callstream.kafka.connect.twilio.stack.process.FreePort;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.Network;

/** A Connect worker as a container. */
final class WorkerContainer implements ConnectWorker {

    private static final String LIBS = "/opt/libs";
    private static final String PLUGINS = "/opt/plugins";

    private final StackFiles files;
    private final JavaContainer container;
    private final Path plugins;
    private final String host;
    private final int port;
    private final Http http = new Http();

    private WorkerContainer(StackFiles files, JavaContainer container, Path plugins, String host, int port) {
        this.files = files;
        this.container = container;
        this.plugins = plugins;
        this.host = host;
        this.port = port;
    }

    static WorkerContainer start(
            StackFiles files, Network network, String name, String bootstrapServers, String registryUrl) {
        int port = FreePort.find();
        Path plugins = files.pluginPath(name);
        Path properties = files.writeProperties(
                name + ".properties", WorkerConfig.of(bootstrapServers, registryUrl, name, port, PLUGINS));
        JavaContainer container = new JavaContainer(network, name)
                .mount(files.folder(ProcessStack.KAFKA), LIBS)
                .mount(plugins, PLUGINS)
                .mount(properties, "/etc/worker.properties")
                .port(port)
                .command(List.of(
                        "java",
                        "-Xmx512m",
                        "-cp",
                        LIBS + "/*",
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        "/etc/worker.properties"));
        WorkerContainer worker = new WorkerContainer(files, container, plugins, name, port);
        try {
            worker.restart();
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
        return worker;
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String id() {
        return host + ":" + port;
    }

    @Override
    public String log() {
        return container.log();
    }

    @Override
    public void killHard() {
        container.killHard();
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void restart() {
        container.start(() -> http.responds(url() + "/connectors"), Duration.ofSeconds(120));
    }

    @Override
    public void upgrade(Path pluginZip) {
        stop();
        files.replacePlugin(plugins, pluginZip);
        restart();
    }

    @Override
    public void close() {
        container.close();
    }
}

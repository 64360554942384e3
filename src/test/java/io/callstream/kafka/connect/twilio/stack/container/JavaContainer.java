package io.callstream.kafka.connect.twilio.stack.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/**
 * A container that runs a Java program. Its ports are mapped to the same ports of this machine, so that its addresses do
 * not change when it is killed and restarted.
 */
final class JavaContainer implements AutoCloseable {

    private static final String JRE = System.getProperty("stack.jre.image", "eclipse-temurin:17-jre");
    private static final int GRACE_SECONDS = 15;

    private final String name;
    private final GenericContainer<?> container;
    private final List<String> ports = new ArrayList<>();

    JavaContainer(Network network, String name) {
        this(JRE, network, name);
    }

    JavaContainer(String image, Network network, String name) {
        this.name = name;
        this.container = new GenericContainer<>(DockerImageName.parse(image))
                .withNetwork(network)
                .withNetworkAliases(name)
                .withCreateContainerCmdModifier(create -> create.withHostName(name));
        container.setWaitStrategy(null);
    }

    /** Mounts a folder or a file of this machine. */
    JavaContainer mount(Path path, String target) {
        container.withFileSystemBind(path.toString(), target, BindMode.READ_ONLY);
        return this;
    }

    /** Maps a port to the same port of this machine. */
    JavaContainer port(int port) {
        return port(port, port);
    }

    JavaContainer port(int outside, int inside) {
        container.addExposedPort(inside);
        ports.add(outside + ":" + inside);
        container.setPortBindings(ports);
        return this;
    }

    JavaContainer environment(String key, String value) {
        container.withEnv(key, value);
        return this;
    }

    JavaContainer command(List<String> words) {
        container.withCommand(words.toArray(String[]::new));
        return this;
    }

    JavaContainer shell(String script) {
        return command(List.of("sh", "-c", script));
    }

    /** Starts or restarts it, and waits until it is ready; fails with its log if that takes longer than the limit. */
    void start(BooleanSupplier ready, Duration limit) {
        if (container.getContainerId() == null) {
            container.start();
            System.out.printf(
                    "Container %s runs %s as %s%n", name, container.getDockerImageName(), container.getContainerId());
        } else {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!isRunning()) {
                throw new IllegalStateException(name + " has ended\n" + container.getLogs());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        name + " is not ready after " + limit.toSeconds() + " s\n" + container.getLogs());
            }
            pause();
        }
    }

    void killHard() {
        container
                .getDockerClient()
                .killContainerCmd(container.getContainerId())
                .withSignal("KILL")
                .exec();
    }

    void stop() {
        if (isRunning()) {
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .withTimeout(GRACE_SECONDS)
                    .exec();
        }
    }

    String log() {
        return container.getLogs();
    }

    Optional<String> line(String prefix) {
        return log().lines().filter(line -> line.startsWith(prefix)).findFirst();
    }

    @Override
    public void close() {
        container.stop();
    }

    private boolean isRunning() {
        InspectContainerResponse.ContainerState state = container
                .getDockerClient()
                .inspectContainerCmd(container.getContainerId())
                .exec()
                .getState();
        return Boolean.TRUE.equals(state.getRunning());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a container", e);
        }
    }
}

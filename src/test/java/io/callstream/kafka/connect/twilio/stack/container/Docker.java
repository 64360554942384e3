package io.callstream.kafka.connect.twilio.stack.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine, if it has one. */
public final class Docker {

    private Docker() {}

    /** Skips a test where there is no Docker, or fails it with {@code -Dcontainers.required=true}. */
    public static void require() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return;
        }
        String message = "Docker is not available: the tests with containers need it";
        if (Boolean.getBoolean("containers.required")) {
            throw new AssertionError(message);
        }
        throw new TestAbortedException(message);
    }

    /** The command for Compose: Docker's plugin, or the older program. */
    public static String compose() {
        return succeeds("docker", "compose", "version") ? "docker compose" : "docker-compose";
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command[0], e);
        }
    }
}

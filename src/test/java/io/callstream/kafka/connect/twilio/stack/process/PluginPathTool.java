package io.callstream.kafka.connect.twilio.stack.process;

import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Kafka's {@code connect-plugin-path}. */
public final class PluginPathTool {

    private PluginPathTool() {}

    /** The output of a Kafka version's tool for the connector's ZIP. */
    public static String list(StackFiles files, String kafka) {
        Path log = files.run().resolve("plugin-path-" + kafka + ".log");
        Path plugin = files.unzipped("plugin-path-" + kafka);
        try (ManagedProcess tool = ManagedProcess.java(
                "connect-plugin-path",
                List.of(
                        "-cp",
                        files.classPath(kafka),
                        "org.apache.kafka.tools.ConnectPluginPath",
                        "list",
                        "--plugin-location",
                        plugin.toString()),
                log)) {
            if (tool.awaitEnd(Duration.ofSeconds(120)) != 0) {
                throw new IllegalStateException("connect-plugin-path failed" + tool.tail());
            }
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

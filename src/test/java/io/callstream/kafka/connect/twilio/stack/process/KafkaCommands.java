package io.callstream.kafka.connect.twilio.stack.process;

import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The commands of a Kafka distribution, on the jars that the build resolved. */
public final class KafkaCommands {

    private static final Map<String, String> TOOLS = Map.of(
            "kafka-console-consumer.sh", "org.apache.kafka.tools.consumer.ConsoleConsumer",
            "kafka-topics.sh", "org.apache.kafka.tools.TopicCommand",
            "kafka-acls.sh", "org.apache.kafka.tools.AclCommand");

    private final StackFiles files;
    private final Path directory;

    private KafkaCommands(StackFiles files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /** Writes the commands into a directory. */
    public static KafkaCommands in(Path directory, StackFiles files) {
        KafkaCommands commands = new KafkaCommands(files, directory);
        TOOLS.forEach((name, mainClass) -> commands.add(name, "", mainClass));
        return commands;
    }

    /**
     * Writes one more command.
     *
     * @param before shell commands that run first
     */
    public void add(String name, String before, String mainClass) {
        String script =
                """
                #!/bin/bash
                %s
                exec '%s/bin/java' -Xmx512m -cp '%s/*' %s "$@"
                """
                        .formatted(
                                before, System.getProperty("java.home"), files.folder(ProcessStack.KAFKA), mainClass);
        try {
            Path file = Files.writeString(Files.createDirectories(directory).resolve(name), script);
            if (!file.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + file + " executable");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A {@code PATH} that includes the commands. */
    public String path() {
        return directory + ":" + System.getenv("PATH");
    }
}

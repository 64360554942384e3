package io.callstream.kafka.connect.twilio.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shell commands of a document, run literally: from {@code <!-- recipe: name -->} to the end of the block. */
public final class Recipe {

    private static final Path LOGS = Path.of("target/recipes").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final String title;
    private final String commands;

    private Recipe(String title, String commands) {
        this.title = title;
        this.commands = commands;
    }

    public Recipe(Path document, String name) {
        this(name + " of " + document, read(document, name));
    }

    private static String read(Path document, String name) {
        try {
            Matcher found = Pattern.compile("<!-- recipe: " + name + " -->\n *```sh\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(document));
            if (!found.find()) {
                throw new IllegalArgumentException("there is no recipe " + name + " in " + document);
            }
            return found.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a command that runs last, even if others fail. */
    public Recipe andAtTheEnd(String command) {
        return new Recipe(title, "trap '" + command + "' EXIT\n" + commands);
    }

    /**
     * Runs the commands, and fails with their output unless they succeed.
     *
     * @param replacements texts of the document, and what replaces them
     * @return their output
     */
    public String run(Path directory, Map<String, String> replacements, Map<String, String> environment) {
        String script = commands;
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            script = script.replace(replacement.getKey(), replacement.getValue());
        }
        try {
            Path output = Files.createTempFile(Files.createDirectories(LOGS), "recipe", ".log");
            ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            shell.environment().putAll(environment);
            Process process = shell.start();
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            String printed = Files.readString(output);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError("the recipe " + title + " failed\n" + script + "\n" + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the recipe ran", e);
        }
    }
}

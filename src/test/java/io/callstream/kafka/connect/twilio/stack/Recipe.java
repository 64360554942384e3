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

/** Shell commands of a document, run as they stand there: between {@code <!-- recipe: name -->} and the end of the block. */
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
            Matcher found = Pattern.compile("<!-- recipe: " + name + " -->\n```sh\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(document));
            if (!found.find()) {
                throw new IllegalArgumentException("there is no recipe " + name + " in " + document);
            }
            return found.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with a command that runs last, however the others end. */
    public Recipe andAtTheEnd(String command) {
        return new Recipe(title, "trap '" + command + "' EXIT\n" + commands);
    }

    /**
     * Runs the commands, and fails with all they have printed unless they succeed.
     *
     * @param replacements what stands in the document, and what stands for it here
     * @return what they have printed
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
                throw new AssertionError("the recipe " + title + " has failed\n" + script + "\n" + printed);
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

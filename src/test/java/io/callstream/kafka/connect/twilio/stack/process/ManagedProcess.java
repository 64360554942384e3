package io.callstream.kafka.connect.twilio.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A process that logs to a file and ends with this one at the latest: by a shutdown hook, or, where no hook runs, a Java
 * program by its {@link Leash}. Its temporary directory is beside its log.
 */
public final class ManagedProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int TAIL_LINES = 40;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread killAtExit;

    private ManagedProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.killAtExit = new Thread(process::destroyForcibly, "end-" + name);
        Runtime.getRuntime().addShutdownHook(killAtExit);
    }

    /**
     * Starts a Java program.
     *
     * @param arguments of {@code java}: options, class path, main class, arguments
     * @param log file for its output
     */
    public static ManagedProcess java(String name, List<String> arguments, Path log) {
        return java(name, Path.of(System.getProperty("java.home")), arguments, log);
    }

    /** Starts a Java program with another JDK. */
    static ManagedProcess java(String name, Path javaHome, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        try {
            Path temporary = Files.createDirectories(log.resolveSibling("tmp"));
            command.add(Leash.option(log.getParent()));
            command.add("-Djava.io.tmpdir=" + temporary.toAbsolutePath());
            // its file in the system's temporary directory outlives a SIGKILL
            command.add("-XX:-UsePerfData");
            command.addAll(arguments);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
        return start(name, command, log);
    }

    /**
     * Starts a program of this machine.
     *
     * @param limit the longest time it may run, which is all that ends it where no hook runs
     */
    public static ManagedProcess program(String name, List<String> command, Duration limit, Path log) {
        List<String> bounded = new ArrayList<>(List.of("timeout", Long.toString(limit.toSeconds())));
        bounded.addAll(command);
        return start(name, bounded, log);
    }

    private static ManagedProcess start(String name, List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ManagedProcess(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** Waits until the process is ready; fails with the end of its log if that takes too long, or if the process exits. */
    public void await(BooleanSupplier ready, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " ended with " + process.exitValue() + tail());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(name + " is not ready after " + limit.toSeconds() + " s" + tail());
            }
            pause();
        }
    }

    /** Waits for a matching line of the log, and returns it. */
    public String awaitLine(String prefix, Duration limit) {
        await(() -> line(prefix).isPresent(), limit);
        return line(prefix).orElseThrow();
    }

    private Optional<String> line(String prefix) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith(prefix)).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the process has ended by itself. */
    public int awaitEnd(Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
        throw new IllegalStateException(name + " has not ended after " + limit.toSeconds() + " s" + tail());
    }

    /** Sends SIGKILL. */
    public void killHard() {
        process.destroyForcibly();
        process.onExit().join();
        forget();
    }

    /** Sends SIGSTOP: the process hangs with open connections, until {@link #resume}. */
    void hang() {
        signal("STOP");
    }

    /** Sends SIGCONT. */
    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException(name + " did not take SIG" + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling to " + name, e);
        }
    }

    public Path log() {
        return log;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** The last lines of the log. */
    public String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "\n--- " + log + "\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return " (its log " + log + " cannot be read: " + e + ")";
        }
    }

    /** Sends SIGTERM, and SIGKILL if the process does not end within seconds. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process.onExit().join();
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(killAtExit);
        } catch (IllegalStateException e) {
            // this process is ending, and the hook runs already
            process.destroyForcibly();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a process", e);
        }
    }
}

package io.callstream.kafka.connect.twilio.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path directory;

    @Test
    void endsWhenItsStarterIsKilled() throws Exception {
        Process starter = new ProcessBuilder(java(), "-cp", CLASS_PATH, Starter.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(starter.getInputStream(), StandardCharsets.UTF_8))) {
            ProcessHandle started =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            assertThat(started.isAlive()).isTrue();

            starter.destroyForcibly();

            try {
                started.onExit().get(10, TimeUnit.SECONDS);
            } finally {
                started.destroyForcibly();
            }
        } finally {
            starter.destroyForcibly();
        }
    }

    @Test
    void runsUntilClosed() throws Exception {
        ManagedProcess process = start(Idle.class);
        process.await(() -> process.tail().contains("idle"), Duration.ofSeconds(30));
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();

        process.close();

        assertThat(handle.isAlive()).isFalse();
    }

    @Test
    void leavesTemporaryFilesBesideItsLog() throws Exception {
        try (ManagedProcess process = start(Untidy.class)) {
            assertThat(process.awaitEnd(Duration.ofSeconds(30)))
                    .as(process.tail())
                    .isZero();
        }

        assertThat(directory.resolve("tmp")).isDirectoryContaining("glob:**/untidy*");
    }

    @Test
    void failsWithTheLogWhenTheProcessExitsEarly() {
        try (ManagedProcess process = start(Broken.class)) {
            assertThatThrownBy(() -> process.await(() -> false, Duration.ofSeconds(30)))
                    .hasMessageContaining("ended with 3")
                    .hasMessageContaining("out of luck");
        }
    }

    private ManagedProcess start(Class<?> main) {
        return ManagedProcess.java("child", List.of("-cp", CLASS_PATH, main.getName()), directory.resolve("child.log"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Starts a process, prints its id, and waits to be killed. */
    static final class Starter {
        public static void main(String[] arguments) throws Exception {
            ManagedProcess child = ManagedProcess.java(
                    "child",
                    List.of("-cp", CLASS_PATH, Idle.class.getName()),
                    Path.of(arguments[0]).resolve("child.log"));
            child.await(() -> child.tail().contains("idle"), Duration.ofSeconds(30));
            System.out.println(child.pid());
            Thread.currentThread().join();
        }
    }

    static final class Idle {
        public static void main(String[] arguments) throws Exception {
            System.out.println("idle");
            Thread.currentThread().join();
        }
    }

    static final class Untidy {
        public static void main(String[] arguments) throws Exception {
            Files.createTempFile("untidy", "");
        }
    }

    static final class Broken {
        public static void main(String[] arguments) {
            System.out.println("out of luck");
            System.exit(3);
        }
    }
}

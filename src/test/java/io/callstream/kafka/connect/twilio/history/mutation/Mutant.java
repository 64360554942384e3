package io.callstream.kafka.connect.twilio.history.mutation;

import io.callstream.kafka.connect.twilio.history.BrokenPromise;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Histories with a mutated sync, or a mutated model of Connect: compiles the mutated class, and loads all classes of the
 * project once more beside it.
 */
final class Mutant {

    private static final String OURS = "io.callstream.kafka.connect.twilio.";

    /**
     * The sync; the client, whose clock and parser decide when a row is true and what is a state; and the model of Connect,
     * whose handling of source partitions can be mutated too.
     */
    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java/io/callstream/kafka/connect/twilio/sync"),
            Path.of("src/main/java/io/callstream/kafka/connect/twilio/api"),
            Path.of("src/main/java/io/callstream/kafka/connect/twilio/call"),
            Path.of("src/test/java/io/callstream/kafka/connect/twilio/history"));

    private final Function<String, Optional<String>> histories;

    private Mutant(Function<String, Optional<String>> histories) {
        this.histories = histories;
    }

    /**
     * @param directory for the mutated class
     * @throws IllegalStateException if the source does not contain the original text exactly once, or does not compile
     */
    @SuppressWarnings("unchecked") // the loader's own class implements it
    static Mutant of(Mutation mutation, Path directory) throws IOException, ReflectiveOperationException {
        compile(mutate(mutation, directory), directory);
        ClassLoader loader = new Loader(directory);
        return new Mutant((Function<String, Optional<String>>) loader.loadClass(BrokenPromise.class.getName())
                .getDeclaredConstructor()
                .newInstance());
    }

    /** The promise that the history of a plan breaks, if any. */
    Optional<String> brokenBy(String plan) {
        return histories.apply(plan);
    }

    private static Path mutate(Mutation mutation, Path directory) throws IOException {
        Path original = source(mutation.file() + ".java");
        String source = Files.readString(original);
        int place = source.indexOf(mutation.original());
        if (place < 0 || source.indexOf(mutation.original(), place + 1) >= 0) {
            throw new IllegalStateException(mutation.file() + " must contain exactly once: " + mutation.original());
        }
        Path mutated = directory.resolve(mutation.file() + ".java");
        return Files.writeString(mutated, source.replace(mutation.original(), mutation.wrong()));
    }

    private static Path source(String name) throws IOException {
        for (Path root : SOURCES) {
            try (Stream<Path> files = Files.walk(root)) {
                Optional<Path> found = files.filter(file -> file.endsWith(name)).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new IllegalStateException("there is no " + name);
    }

    private static void compile(Path source, Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjects(source);
            List<String> options = List.of(
                    "-nowarn", "-proc:none", "-d", directory.toString(), "-cp", System.getProperty("java.class.path"));
            if (!compiler.getTask(null, files, null, options, null, units).call()) {
                throw new IllegalStateException("the mutated " + source + " does not compile");
            }
        }
    }

    /** Loads the project's classes itself, the mutated ones from their directory. */
    private static final class Loader extends ClassLoader {

        private final Path directory;

        Loader(Path directory) {
            super(Mutant.class.getClassLoader());
            this.directory = directory;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(OURS)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            Path mutated = directory.resolve(file.replace('/', File.separatorChar));
            try (InputStream bytes = Files.exists(mutated)
                    ? Files.newInputStream(mutated)
                    : getParent().getResourceAsStream(file)) {
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = bytes.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}

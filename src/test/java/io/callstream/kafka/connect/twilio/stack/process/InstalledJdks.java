package io.callstream.kafka.connect.twilio.stack.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The JDKs of this machine: the one that runs the tests, its neighbours, and those in {@code /usr/lib/jvm}. */
public final class InstalledJdks {

    private static final Path THIS = Path.of(System.getProperty("java.home"));
    private static final Path USUAL = Path.of("/usr/lib/jvm");
    private static final int OLDEST_SUPPORTED = 17;

    private record Jdk(Path home, int version) {}

    private InstalledJdks() {}

    public static Path newest() {
        return newestJdk().home();
    }

    /** The newest feature version, like 25. */
    public static int newestVersion() {
        return newestJdk().version();
    }

    /** The oldest JDK that the connector supports. */
    public static Path oldest() {
        return all().filter(jdk -> jdk.version() >= OLDEST_SUPPORTED)
                .min(Comparator.comparingInt(Jdk::version))
                .orElseThrow()
                .home();
    }

    private static Jdk newestJdk() {
        return all().max(Comparator.comparingInt(Jdk::version)).orElseThrow();
    }

    private static Stream<Jdk> all() {
        return Stream.concat(Stream.of(THIS), Stream.of(THIS.getParent(), USUAL).flatMap(InstalledJdks::in))
                .flatMap(home -> version(home).map(version -> new Jdk(home, version)).stream());
    }

    private static Stream<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return List.copyOf(homes.sorted().toList()).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Integer> version(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.ofNullable(properties.getProperty("JAVA_VERSION"))
                .map(version -> version.replace("\"", "").replaceAll("\\D.*", ""))
                .map(Integer::valueOf);
    }
}

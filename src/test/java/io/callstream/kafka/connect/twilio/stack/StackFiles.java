package io.callstream.kafka.connect.twilio.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The folders of a stack: the parts that the build resolved into {@code target/stack}, and a folder for one run.
 *
 * @param resolved jars of Kafka and the registry, and the converter's plugin folder
 * @param pluginZip the connector's ZIP
 * @param run data, logs and unzipped plugins of one run
 */
public record StackFiles(Path resolved, Path pluginZip, Path run) {

    /** The folders in the build's system properties, with an empty one for the run. */
    public static StackFiles fromBuild(String runName) {
        Path resolved =
                Path.of(System.getProperty("stack.directory", "target/stack")).toAbsolutePath();
        Path zip =
                Path.of(System.getProperty("plugin.zip", "target/plugin.zip")).toAbsolutePath();
        Path run = resolved.resolveSibling("runs").resolve(runName);
        deleteAll(run);
        create(run);
        return new StackFiles(resolved, zip, run);
    }

    /**
     * The bytes of all files that the run wrote, one character for each: logs, records, configurations. Without the indexes
     * of the broker's logs, which contain positions only, and take a gigabyte.
     */
    public Map<String, String> written() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)
                    .filter(some -> !some.toString().matches(".*(jar|index)"))::iterator) {
                texts.put(run.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    /** The ZIP that an upgrade starts from: an earlier version's if the build names one, otherwise the same. */
    public Path previousPluginZip() {
        String previous = System.getProperty("previous.plugin.zip", "");
        return previous.isBlank() ? pluginZip : Path.of(previous).toAbsolutePath();
    }

    /** All jars of a folder that the build resolved. */
    public String classPath(String folder) {
        return resolved.resolve(folder) + "/*";
    }

    /** A folder that the build resolved. */
    public Path folder(String name) {
        return resolved.resolve(name);
    }

    /** The simulator's classes. */
    public Path testClasses() {
        return resolved.resolveSibling("test-classes");
    }

    public Path registryJar() {
        try (Stream<Path> files = Files.list(resolved.resolve("registry"))) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a plugin path for one worker: the connector from its ZIP, and the converters that the build resolved. */
    public Path pluginPath(String worker) {
        Path plugins = run.resolve("plugins-" + worker);
        unzip(pluginZip, plugins.resolve("connector"));
        try (Stream<Path> converters = Files.list(resolved.resolve("plugins"))) {
            for (Path converter : (Iterable<Path>) converters::iterator) {
                copy(converter, plugins.resolve(converter.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return plugins;
    }

    /** The connector's folder, unzipped. */
    public Path unzipped(String name) {
        Path target = run.resolve(name);
        unzip(pluginZip, target);
        return target.resolve(pluginZip.getFileName().toString().replaceAll("\\.zip$", ""));
    }

    /** Replaces the connector in a plugin path by another version. */
    public void replacePlugin(Path plugins, Path zip) {
        deleteAll(plugins.resolve("connector"));
        unzip(zip, plugins.resolve("connector"));
    }

    private static void copy(Path converter, Path target) throws IOException {
        create(target);
        try (Stream<Path> jars = Files.list(converter)) {
            for (Path jar : (Iterable<Path>) jars::iterator) {
                Files.copy(jar, target.resolve(jar.getFileName()));
            }
        }
    }

    public Path writeProperties(String name, Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        Path file = run.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void unzip(Path zip, Path target) {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IllegalStateException("the ZIP has a path outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    create(file);
                } else {
                    create(file.getParent());
                    Files.copy((InputStream) in, file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unzip " + zip, e);
        }
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteAll(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.callstream.kafka.connect.twilio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What has grown beyond what a reader holds in mind is split, or has its reason here: a class of more than 310 lines, a
 * package of more than 15 files, a constructor of more than 7 parameters.
 */
class SizesTest {

    private static final int MAX_LINES = 310;
    private static final int MAX_FILES = 15;
    private static final int MAX_PARAMETERS = 7;

    private static final Map<String, String> LONG_CLASSES = Map.of(
            "PreviewCommandTest.java", "what the command prints, from its words to its last line",
            "PageParserTest.java", "a table of what an answer may hold, read from its beginning to its end");

    private static final Map<String, String> LARGE_PACKAGES = Map.of(
            "src/jmh/java/benchmark/endtoend", "one benchmark and its variants, read together",
            "src/jmh/java/benchmark/following", "one benchmark and its simulated account, read together",
            "src/main/java/config", "a class for each kind of value that a key may have",
            "src/main/java/preview", "a command of its own, read from PreviewCommand down");

    private static final Map<String, String> LONG_CONSTRUCTORS = Map.of();

    @Test
    void longClassesHaveAReason() throws IOException {
        Map<String, Integer> lines = new TreeMap<>();
        for (Path file : sources()) {
            lines.merge(file.getFileName().toString(), Files.readAllLines(file).size(), Math::max);
        }
        lines.values().removeIf(count -> count <= MAX_LINES);
        assertThat(lines.keySet()).containsExactlyInAnyOrderElementsOf(LONG_CLASSES.keySet());
    }

    @Test
    void largePackagesHaveAReason() throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        for (Path file : sources()) {
            String folder = String.valueOf(file.getParent()).replace("io/callstream/kafka/connect/twilio/", "");
            files.merge(folder, 1, Integer::sum);
        }
        files.values().removeIf(count -> count <= MAX_FILES);
        assertThat(files.keySet()).containsExactlyInAnyOrderElementsOf(LARGE_PACKAGES.keySet());
    }

    /** Of records, too: their parameters have names at the place of use only where a builder gives them. */
    @Test
    void longConstructorsHaveAReason() {
        List<String> found = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages(ArchitectureTest.ROOT)) {
            for (JavaConstructor constructor : type.getConstructors()) {
                if (constructor.getRawParameterTypes().size() > MAX_PARAMETERS) {
                    found.add(type.getSimpleName());
                }
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(LONG_CONSTRUCTORS.keySet());
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }
}

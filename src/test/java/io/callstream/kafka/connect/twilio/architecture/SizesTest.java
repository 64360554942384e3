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
 * Limits of size: a class of more than 310 lines, a package of more than 15 files and a constructor of more than 7
 * parameters are split, or have a reason here.
 */
class SizesTest {

    private static final int MAX_LINES = 310;
    private static final int MAX_FILES = 15;
    private static final int MAX_PARAMETERS = 7;

    private static final Map<String, String> LONG_CLASSES = Map.of(
            "Mutations.java", "a list, one entry after the other",
            "PreviewCommandTest.java", "the output of the command, from its options to its last line",
            "PageParserTest.java", "a table of the possible contents of a response, in their order");

    private static final Map<String, String> LARGE_PACKAGES = Map.of();

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

    /** Includes records: at the call of a constructor, parameters have no names. */
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

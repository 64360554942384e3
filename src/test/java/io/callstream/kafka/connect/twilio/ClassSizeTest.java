package io.callstream.kafka.connect.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class of more than about 300 lines has more than one idea in it: it is split, or says here why not. */
class ClassSizeTest {

    private static final int MOST_LINES = 310;

    private static final Map<String, String> REASONS = Map.of(
            "AccountSync.java", "what is asked for and what is made of the answers must not be able to disagree",
            "Promises.java", "the promises of the docs, one method each, held against the same history",
            "PreviewCommandTest.java", "what the command prints, from its words to its last line",
            "PageParserTest.java", "a table of what an answer may hold, read from its beginning to its end");

    @Test
    void noClassIsLongWithoutAReason() throws IOException {
        assertThat(longSources().keySet()).isSubsetOf(REASONS.keySet());
    }

    @Test
    void everyReasonIsForAClassThatIsThere() throws IOException {
        assertThat(linesBySource().keySet()).containsAll(REASONS.keySet());
    }

    private static Map<String, Integer> longSources() throws IOException {
        Map<String, Integer> sources = linesBySource();
        sources.values().removeIf(lines -> lines <= MOST_LINES);
        return sources;
    }

    private static Map<String, Integer> linesBySource() throws IOException {
        Map<String, Integer> lines = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    (Iterable<Path>) files.filter(some -> some.toString().endsWith(".java"))::iterator) {
                lines.merge(
                        file.getFileName().toString(), Files.readAllLines(file).size(), Math::max);
            }
        }
        return lines;
    }
}

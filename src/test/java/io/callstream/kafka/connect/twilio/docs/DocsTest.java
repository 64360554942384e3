package io.callstream.kafka.connect.twilio.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links, and names of tests, in the docs exist. */
class DocsTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern TEST_NAME = Pattern.compile("\\b[A-Z]\\w+(?:Test|IT)\\b");
    private static final Pattern METHOD_NAME = Pattern.compile("\\b([A-Z]\\w+(?:Test|IT))\\.(\\w+)\\b");
    private static final Pattern PROMISE = Pattern.compile("HistoryTest(?:]\\([^)]*\\))? \\*([a-z ]+)\\*");
    private static final Pattern LINK_TO_TEST = Pattern.compile("\\[(\\w+(?:Test|IT))(?:\\.\\w+)?]\\(([^)]+)\\)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(Path::of),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkResolves(Path page) throws IOException {
        String text = Files.readString(page).replaceAll("`[^`]*`", "");
        List<String> links = LINK.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.startsWith("http"))
                .toList();
        for (String link : links) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
            assertThat(target).as("%s, link %s", page, link).exists();
            if (parts.length == 2) {
                assertThat(Files.readString(target).lines().filter(line -> line.startsWith("#")))
                        .as("%s, link %s", page, link)
                        .anyMatch(heading -> anchor(heading).equals(parts[1]));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyNamedTestExists(Path page) throws IOException {
        Set<String> tests = sourcesOfTests().keySet();
        assertThat(TEST_NAME
                        .matcher(Files.readString(page))
                        .results()
                        .map(MatchResult::group)
                        .distinct())
                .allSatisfy(name -> assertThat(tests).contains(name));
    }

    /** A test may be named with one of its methods, as in {@code KillIT.losesNothing}. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyNamedTestMethodExists(Path page) throws IOException {
        Map<String, String> sources = sourcesOfTests();
        for (MatchResult found : METHOD_NAME
                .matcher(Files.readString(page))
                .results()
                .filter(some -> !some.group(2).equals("java"))
                .toList()) {
            assertThat(sources.get(found.group(1)))
                    .as("%s, %s", page, found.group())
                    .containsPattern("void " + found.group(2) + "\\(");
        }
    }

    /** The random histories check several promises in one test; each is named after it, in italics, and has a class. */
    @Test
    void everyNamedPromiseIsChecked() throws IOException {
        String checked = sourcesOfTests().get("Promises").toLowerCase(Locale.ROOT);
        List<String> named = PROMISE.matcher(Files.readString(Path.of("docs/guarantees.md")))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(named).hasSizeGreaterThan(5).allSatisfy(promise -> assertThat(checked)
                .containsPattern("new " + promise.replace(" ", "") + "\\w*\\(\\)"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksNamedAfterATestLeadToIt(Path page) throws IOException {
        assertThat(LINK_TO_TEST.matcher(Files.readString(page)).results()).allSatisfy(link -> assertThat(link.group(2))
                .as("%s, link %s", page, link.group(1))
                .endsWith("/" + link.group(1) + ".java"));
    }

    private static Map<String, String> sourcesOfTests() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String root : List.of("src/test/java", "src/it/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file :
                        (Iterable<Path>) files.filter(some -> some.toString().endsWith(".java"))::iterator) {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return sources;
    }

    /** The anchor that GitHub makes of a heading. */
    private static String anchor(String heading) {
        return heading.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w\\- ]", "")
                .replace(' ', '-');
    }
}

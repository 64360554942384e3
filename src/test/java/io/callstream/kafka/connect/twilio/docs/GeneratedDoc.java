package io.callstream.kafka.connect.twilio.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A generated part of a page in docs, between {@code <!-- name -->} and {@code <!-- /name -->}. With
 * {@code -Ddocs.write=true} it is rewritten; otherwise a difference fails the test.
 */
public final class GeneratedDoc {

    private final Path page;
    private final String begin;
    private final String end;

    /**
     * @param page in {@code docs}
     */
    public GeneratedDoc(String page, String name) {
        this.page = Path.of("docs", page);
        this.begin = "<!-- " + name + " -->\n";
        this.end = "<!-- /" + name + " -->";
    }

    /** Asserts, or with {@code docs.write} ensures, that the part has these lines. */
    public void mustBe(List<String> lines) {
        try {
            String text = Files.readString(page);
            assertThat(text).contains(begin, end);
            String whole = text.substring(0, text.indexOf(begin) + begin.length()) + String.join("\n", lines) + "\n"
                    + text.substring(text.indexOf(end));
            if (Boolean.getBoolean("docs.write")) {
                Files.writeString(page, whole);
            }
            assertThat(page).content().isEqualTo(whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

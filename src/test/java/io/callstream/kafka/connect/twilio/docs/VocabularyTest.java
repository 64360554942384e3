package io.callstream.kafka.connect.twilio.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages use the words by which an operator searches for them. */
class VocabularyTest {

    @Test
    void messagesUseTheWordsThatOperatorsSearchFor() throws IOException {
        List<SourceMessages.Message> messages = SourceMessages.in(Path.of("src/main/java"));
        assertThat(messages).hasSizeGreaterThan(150);
        List<String> violations = messages.stream()
                .flatMap(message ->
                        Vocabulary.violations(message.text()).stream().map(violation -> violation + ": " + message))
                .distinct()
                .sorted()
                .toList();
        assertThat(violations)
                .as("messages to reword:\n%s\n", String.join("\n", violations))
                .isEmpty();
    }

    /** Every kind of message is among those that are checked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "config/Keys.java", // documentation of a key
                "metrics/Metric.java", // description of a metric
                "api/Fault.java", // remedy
                "api/pace/OutageLog.java", // log line
                "api/AccountClient.java", // exception
                "offset/AlteredOffsets.java", // response over REST
                "preview/report/Advice.java" // finding of the preview
            })
    void findsTheMessagesOf(String file) throws IOException {
        assertThat(SourceMessages.in(Path.of("src/main/java")))
                .anyMatch(message -> message.file().endsWith("io/callstream/kafka/connect/twilio/" + file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}: requests have been failing for {} s ({} attempts). Retrying in {} ms.",
                "{}: recovered after {} failed attempts in {} s.",
                "Account …: …. Requested …, attempt …. …",
                "The request is retried after 500 ms.",
                "Failed after three retries; read the log again.",
                "A retry sends the request again.",
                "The request was throttled (429). Retrying in {} ms.",
                "Too many requests at once: the rate limit was exceeded.",
                "The request timed out: no response within 60 s.",
                "Timeout of a request, in milliseconds.",
                "Read timeout (ms)",
                "If this lasts, check the network, the proxy and read.timeout.ms.",
                "SocketTimeoutException: the request timed out",
                "recommended, amended, newsletter, forgone",
            })
    void accepts(String text) {
        assertThat(Vocabulary.violations(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "another attempt is a retry | It is sent again in {} ms. | sent again",
                "another attempt is a retry | Those known are read on, and it is tried again. | tried again",
                "another attempt is a retry | The account is asked for its calls again. | asked for its calls again",
                "another attempt is a retry | Given up after … attempts in … s (retry.timeout.ms). | attempts",
                "another attempt is a retry | It waits for another try. | another try",
                "a 429 is a rate limit, or throttled | Twilio answered 429. | 429",
                "a 429 is a rate limit, or throttled | Twilio refused too many concurrent requests. |"
                        + " too many concurrent requests",
                "a 429 is a rate limit, or throttled | Requests that were refused: there were too many. |"
                        + " Requests that were refused: there were too many",
                "a time-out is timed out | No response within 60 s. | No response within",
                "a time-out is timed out | no answer came within … s. | no answer came within",
                "a time-out is timed out | Twilio did not respond within 60 s. | not respond within",
                "a time-out is timed out | The request failed with a timeout. | timeout",
                "a time-out is timed out | The request failed: SocketTimeoutException | SocketTimeout",
            })
    void demandsTheWord(String rule, String text, String found) {
        assertThat(Vocabulary.violations(text)).containsExactly(rule + " ('" + found + "')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "told",
                "tells of",
                "tell us",
                "mend",
                "is to be had",
                "under way",
                "whoever",
                "whatever",
                "ever more",
                "ever longer",
                "all is well",
                "not well for",
                "came,",
                "went.",
                "nobody",
                "news",
                "begins to",
                "goes on",
                "go on",
                "left out",
                "sound JSON",
                "honest"
            })
    void rejectsThePhrase(String phrase) {
        assertThat(Vocabulary.violations("Once " + phrase + " then"))
                .containsExactly("a phrase that no message uses ('" + phrase + "')");
    }
}

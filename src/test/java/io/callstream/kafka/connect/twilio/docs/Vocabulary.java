package io.callstream.kafka.connect.twilio.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words by which an operator searches logs and docs, and those that the messages do not use. */
final class Vocabulary {

    /** Names of configuration keys do not count as words: {@code retry.timeout.ms} says nothing of a retry. */
    private static final Pattern KEYS = Pattern.compile("\\b[a-z]+(?:\\.[a-z]+)+\\b");

    private static final String TRYING = "(?:tr(?:y|ies|ied|ying)|sen(?:d|ds|t|ding)|read(?:s|ing)?|ask(?:s|ed|ing)?"
            + "|request(?:s|ed|ing)?|list(?:s|ed|ing)?|fetch(?:es|ed|ing)?)";
    private static final String NEAR = "(?:\\W+\\w+){0,4}\\W+";

    private static final String BANNED = Stream.of(
                    "told\\b",
                    "tells of\\b",
                    "tell us\\b",
                    "mend(?:s|ed|ing)?\\b",
                    "is to be had\\b",
                    "under way\\b",
                    "whoever\\b",
                    "whatever\\b",
                    "ever more\\b",
                    "ever longer\\b",
                    "all is well\\b",
                    "not well for\\b",
                    "came,",
                    "went\\.",
                    "nobody\\b",
                    "news\\b",
                    "begins to\\b",
                    "goes on\\b",
                    "go on\\b",
                    "left out\\b",
                    "sound JSON\\b",
                    "honest")
            .collect(Collectors.joining("|", "\\b(?:", ")"));

    /** Rules in the order in which violations are listed. */
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "another attempt is a retry",
                    "\\b" + TRYING + NEAR + "again\\b|\\bagain" + NEAR + TRYING
                            + "\\b|\\b(?:attempted|another try)\\b"
                            // how many failed, and which one it was, is no other attempt
                            + "|(?<!failed )\\battempts?\\b(?! …)",
                    "\\bretr(?:y|ies|ied|ying)\\b"),
            new Rule(
                    "a 429 is a rate limit, or throttled",
                    "\\b429\\b|\\btoo many(?:\\W+\\w+){0,3}\\W+requests\\b|\\brequests\\b.*\\btoo many\\b",
                    "\\brate limit|\\bthrottled\\b"),
            new Rule(
                    "a time-out is timed out",
                    "\\bno (?:response|answer|reply)(?:\\W+\\w+){0,2}\\W+within\\b"
                            + "|\\bnot (?:answer|respond|answered)(?:\\W+\\w+){0,2}\\W+within\\b"
                            // a timeout of, for or in something, or in ms, is a setting
                            + "|\\btime-?outs?\\b(?! (?:of|for|in)\\b| \\(ms\\))|SocketTimeout",
                    "\\btimed out\\b"),
            new Rule("a phrase that no message uses", BANNED, "(?!)"));

    /**
     * What a text that speaks of something must say.
     *
     * @param subject finds the something
     * @param word finds what must be said
     */
    record Rule(String name, Pattern subject, Pattern word) {

        Rule(String name, String subject, String word) {
            this(
                    name,
                    Pattern.compile(subject, Pattern.CASE_INSENSITIVE | Pattern.DOTALL),
                    Pattern.compile(word, Pattern.CASE_INSENSITIVE));
        }

        /** The part of a text that breaks the rule. */
        Optional<String> violation(String text) {
            String words = KEYS.matcher(text).replaceAll("KEY");
            return subject.matcher(words)
                    .results()
                    .map(found -> found.group())
                    .filter(found -> !word.matcher(words).find())
                    .findFirst();
        }
    }

    private Vocabulary() {}

    /** A line for each rule that a text breaks. */
    static List<String> violations(String text) {
        List<String> violations = new ArrayList<>();
        for (Rule rule : RULES) {
            rule.violation(text).ifPresent(found -> violations.add(rule.name() + " ('" + found + "')"));
        }
        return violations;
    }
}

package io.callstream.kafka.connect.twilio.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The messages that a reader may meet, as the sources have them: the texts, and {@code …} for what differs. */
final class SourceMessages {

    private static final String ANY = "…";

    /** What is given a message. Internal errors, which no reader can mend, are not among them. */
    private static final Pattern TELLERS = Pattern.compile(
            "(?:new (?:Problem|ConfigException|ConnectException|TwilioApiException|InvalidOffsetException"
                    + "|TrustStoreException|ProxyRefusedException|Finding)"
                    + "|MalformedPageException\\.\\w+|context\\.fault|parsed|bad|matching)\\(");

    private static final Pattern CONSTANT =
            Pattern.compile("static final String ([A-Z_]+) =\\s*\"((?:[^\"\\\\]|\\\\.)*)\";");
    private static final Pattern REFERENCE = Pattern.compile("(?:\\w+\\.)?([A-Z][A-Z_]+)");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private SourceMessages() {}

    static List<String> ofErrors(Path root) throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(some -> some.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
        }
        Map<String, String> constants = new HashMap<>();
        for (String source : sources) {
            CONSTANT.matcher(source).results().forEach(found -> constants.put(found.group(1), found.group(2)));
        }
        return sources.stream()
                .flatMap(source -> ofErrors(source, constants))
                .distinct()
                .toList();
    }

    /** Finds a message in a text, whatever stands where it differs. */
    static Pattern pattern(String message) {
        return Pattern.compile(
                Stream.of(message.split(ANY, -1)).map(Pattern::quote).collect(Collectors.joining("[^\n]*?")));
    }

    private static Stream<String> ofErrors(String source, Map<String, String> constants) {
        List<String> messages = new ArrayList<>();
        Matcher teller = TELLERS.matcher(source);
        while (teller.find()) {
            for (String argument : split(source, teller.end(), ',')) {
                String message = message(argument, constants).replaceAll(",$", "");
                // a message is a sentence, or a part of one; anything shorter is the name of something
                if (message.replace(ANY, "").strip().contains(" ")) {
                    messages.add(message);
                }
            }
        }
        return messages.stream();
    }

    /** The texts of an expression, joined. */
    private static String message(String expression, Map<String, String> constants) {
        StringBuilder message = new StringBuilder();
        for (String part : split(expression + ")", 0, '+')) {
            String term = part.strip();
            Matcher literal = LITERAL.matcher(term);
            Matcher reference = REFERENCE.matcher(term);
            String text;
            if (literal.matches()) {
                text = literal.group(1).translateEscapes();
            } else {
                text = reference.matches() ? constants.getOrDefault(reference.group(1), ANY) : ANY;
            }
            message.append(text);
        }
        return message.toString().replaceAll(ANY + "+", ANY);
    }

    /** What stands between separators, from a place on to the bracket that closes. */
    private static List<String> split(String text, int from, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = from;
        boolean quoted = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' && text.charAt(at - (at == 0 ? 0 : 1)) != '\\') {
                quoted = !quoted;
            } else if (!quoted) {
                if (c == ')' && depth == 0) {
                    parts.add(text.substring(begin, at));
                    return parts;
                }
                if (c == separator && depth == 0) {
                    parts.add(text.substring(begin, at));
                    begin = at + 1;
                }
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        return parts;
    }
}

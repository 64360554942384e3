package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.preview.report.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; holds the reasons. */
final class InvalidConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    InvalidConfigException(Problem problem) {
        this(List.of(problem));
    }

    List<Problem> problems() {
        return problems;
    }
}

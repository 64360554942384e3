package io.callstream.kafka.connect.twilio.preview.report;

import io.callstream.kafka.connect.twilio.preview.sample.AccountSample;
import io.callstream.kafka.connect.twilio.preview.sample.Quantity;
import io.callstream.kafka.connect.twilio.report.Durations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Formats a report as text. */
public final class TextReport {

    private static final int MAX_ACCOUNTS = 20;

    private final List<String> lines = new ArrayList<>();

    private TextReport() {}

    /** The lines of the report. */
    public static List<String> lines(Report report) {
        TextReport text = new TextReport();
        text.add("Configuration", report.problems().isEmpty() ? "valid, tested against %s" : "invalid", report.url());
        report.problems().forEach(problem -> text.add("", "%s", problem));
        text.addAccounts(report);
        text.addEstimate(report.estimate());
        text.add("Requests", "%,d sent for this preview", report.requests());
        report.advice().forEach(advice -> text.add("Consider", "%s: %s", advice.key(), advice.text()));
        return List.copyOf(text.lines);
    }

    /** An invalid configuration, before any account was sampled. */
    public static List<String> linesOfProblems(List<Problem> problems) {
        TextReport text = new TextReport();
        text.add("Configuration", "invalid");
        problems.forEach(problem -> text.add("", "%s", problem));
        return List.copyOf(text.lines);
    }

    private void addAccounts(Report report) {
        List<AccountSample> accounts = report.accounts();
        add("Accounts", "%,d to read", accounts.size());
        accounts.stream()
                .sorted(Comparator.comparingDouble(
                                (AccountSample account) -> account.backfill().value())
                        .reversed())
                .limit(MAX_ACCOUNTS)
                .forEach(account -> add(
                        "",
                        "%s  %s calls%s, recently %,.0f per day",
                        account.sid(),
                        text(account.backfill()),
                        account.since().map(TextReport::since).orElse(""),
                        account.callsPerDay()));
        if (accounts.size() > MAX_ACCOUNTS) {
            add("", "and %,d smaller accounts", accounts.size() - MAX_ACCOUNTS);
        }
        report.unread().forEach(account -> add("Not read", "%s: %s", account.sid(), account.reason()));
        if (accounts.stream().anyMatch(AccountSample::hasGuessedDays)) {
            add("Note", "some days have more calls than were counted, so the estimate is rough");
        }
    }

    private void addEstimate(Estimate estimate) {
        add(
                "Backfill",
                "%s calls in %s requests: about %s if Kafka keeps up",
                text(estimate.backfill().calls()),
                text(estimate.backfill().requests()),
                Durations.text(estimate.backfill().time()));
        add(
                "Following",
                "about %,.0f calls and %,d requests per day; while calls older than 15 minutes are in progress, up to 3 more"
                        + " requests every %,d s",
                estimate.following().callsPerDay(),
                estimate.following().requestsPerDay(),
                estimate.following().pollInterval().toSeconds());
        add(
                "Memory",
                "at most %,d MB: %,d tracked calls of %d bytes each, and the pages in flight",
                Math.max(1, estimate.memory().bytes() >> 20),
                estimate.memory().trackedCalls(),
                Estimate.BYTES_PER_TRACKED_CALL);
    }

    private static String since(LocalDate day) {
        return " since " + day;
    }

    private static String text(Quantity quantity) {
        return quantity.isCounted()
                ? String.format(Locale.ROOT, "%,.0f", quantity.value())
                : String.format(
                        Locale.ROOT,
                        "about %,.0f (%,.0f to %,.0f)",
                        quantity.value(),
                        Math.floor(quantity.low()),
                        Math.ceil(quantity.high()));
    }

    private void add(String head, String format, Object... arguments) {
        lines.add(String.format(Locale.ROOT, "%-15s", head) + String.format(Locale.ROOT, format, arguments));
    }
}

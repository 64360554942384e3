package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.report.Durations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A report for people. */
final class TextReport {

    private static final int MOST_ACCOUNTS = 20;

    private final List<String> lines = new ArrayList<>();

    private TextReport() {}

    static List<String> lines(Report report) {
        TextReport text = new TextReport();
        text.add("Configuration", report.problems().isEmpty() ? "good, as tried on %s" : "refused", report.url());
        report.problems().forEach(problem -> text.add("", "%s", problem));
        text.addAccounts(report);
        text.addEstimate(report);
        text.add("Asked", "%,d requests to find this out", report.requests());
        report.advice().forEach(advice -> text.add("Consider", "%s: %s", advice.key(), advice.text()));
        return List.copyOf(text.lines);
    }

    /** A configuration that is refused, before any account could be looked at. */
    static List<String> linesOfProblems(List<Problem> problems) {
        TextReport text = new TextReport();
        text.add("Configuration", "refused");
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
                .limit(MOST_ACCOUNTS)
                .forEach(account -> add(
                        "",
                        "%s  %s calls%s, %,.0f a day of late",
                        account.sid(),
                        text(account.backfill()),
                        account.since().map(TextReport::since).orElse(""),
                        account.callsPerDay()));
        if (accounts.size() > MOST_ACCOUNTS) {
            add("", "and %,d smaller ones", accounts.size() - MOST_ACCOUNTS);
        }
        report.unread().forEach(account -> add("Not read", "%s: %s", account.sid(), account.reason()));
        if (accounts.stream().anyMatch(AccountSample::hasGuessedDays)) {
            add("Note", "some days have more calls than were counted, which makes the estimate a rough one");
        }
    }

    private void addEstimate(Report report) {
        Estimate estimate = report.estimate();
        add(
                "Backfill",
                "%s calls in %s requests: about %s, if Kafka keeps up",
                text(estimate.calls()),
                text(estimate.backfillRequests()),
                Durations.text(estimate.backfillTime()));
        add(
                "Following",
                "about %,.0f calls a day in %,d requests; while calls older than 15 minutes are under way, up to 3 more every"
                        + " %,d s",
                estimate.callsPerDay(),
                estimate.requestsPerDay(),
                report.pollInterval().toSeconds());
        add(
                "Memory",
                "at most %,d MB: %,d calls that are followed, %d bytes each, and the pages under way",
                Math.max(1, estimate.memory() >> 20),
                estimate.trackedCalls(),
                Estimate.BYTES_OF_A_TRACKED_CALL);
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

package io.callstream.kafka.connect.twilio.demo;

import io.callstream.kafka.connect.twilio.stack.client.CallInTopic;
import io.callstream.kafka.connect.twilio.stack.client.CallsTopic.Arrival;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The demo's output: a bar for the backfill, then a line for each change. Without a terminal, plain lines. */
final class Screen {

    private static final int WIDTH = 100;

    private final PrintStream out;
    private final boolean terminal = System.console() != null;

    Screen(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.println();
        out.println(bold(text));
        out.println();
    }

    void fact(String name, String value) {
        out.printf("  %-10s %s%n", name, value);
    }

    void line(String text) {
        out.println(text);
    }

    /** A bar up to a number of calls; without an end where the number is unknown. */
    ProgressBar backfillBar(Optional<Integer> calls) {
        out.println();
        return new ProgressBarBuilder()
                .setTaskName("  Backfill")
                .setInitialMax(calls.orElse(-1))
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(terminal ? 200 : 2000)
                .setUnit(" calls", 1)
                .showSpeed()
                .setConsumer(
                        terminal
                                ? new ConsoleProgressBarConsumer(out, WIDTH)
                                : new DelegatingProgressBarConsumer(out::println, WIDTH))
                .build();
    }

    void changesHeader() {
        out.println();
        out.println(bold("  time      call        status       duration     price   what                     lag"));
    }

    void change(Arrival arrival, Instant now) {
        CallInTopic call = arrival.call();
        out.printf(
                Locale.ROOT,
                "  %s  %s…  %-11s %9s %9s   %-21s %6s%n",
                LocalTime.now().truncatedTo(ChronoUnit.SECONDS),
                call.sid().substring(0, 9),
                call.status(),
                call.duration().map(seconds -> seconds + " s").orElse(""),
                call.price().map(BigDecimal::toPlainString).orElse(""),
                what(arrival),
                lag(arrival, now));
    }

    private static String what(Arrival arrival) {
        if (arrival.before().isEmpty()) {
            return "new call";
        }
        CallInTopic before = arrival.before().get();
        if (before.equals(arrival.call())) {
            return "duplicate";
        }
        if (!before.status().equals(arrival.call().status())) {
            return "was " + before.status();
        }
        return before.price().isEmpty() && arrival.call().price().isPresent() ? "price added" : "changed";
    }

    /** The time from the change to its arrival; empty for a price, whose change has no time. */
    private static String lag(Arrival arrival, Instant now) {
        boolean dated = arrival.call().updated().isPresent()
                && arrival.before()
                        .map(before -> !before.updated().equals(arrival.call().updated()))
                        .orElse(true);
        return dated
                ? String.format(
                        Locale.ROOT,
                        "%.1f s",
                        Duration.between(arrival.call().changed(), now).toMillis() / 1000.0)
                : "";
    }

    private String bold(String text) {
        return terminal ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}

package io.callstream.kafka.connect.twilio.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The goals, and a table that compares the results with them. */
public final class Goals {

    private static final double POLL_SECONDS = 30;

    private Goals() {}

    /** The table, as lines of Markdown. */
    public static List<String> table(Found found) {
        List<String> lines = new ArrayList<>(List.of("| what | goal | measured | reached |", "|---|---|---|---|"));
        all(found).forEach(goal -> lines.add(goal.row(found)));
        return lines;
    }

    /** The goals that are missed by far, as lines of text. */
    static List<String> farOff(Found found) {
        List<String> broken = new ArrayList<>();
        for (Goal goal : all(found)) {
            OptionalDouble value = goal.measured().apply(found);
            if (value.isPresent() && goal.isFarFrom(value.getAsDouble())) {
                broken.add(String.format(
                        Locale.ROOT, "%s: %.3f, and %.3f is far off", goal.what(), value.getAsDouble(), goal.farOff()));
            }
        }
        return broken;
    }

    private static List<Goal> all(Found found) {
        String size = largestAccount(found);
        String following = "following:" + size + ".";
        String account = ", %,d calls a day".formatted(Integer.parseInt(size));
        return List.of(
                Goal.atLeast("end to end, latency 0: share of the ceiling", "", 0.8, 0.2, all ->
                        all.median("end-to-end:latency_0.connector_to_ceiling")),
                Goal.atLeast("end to end, 100 ms a page: share of what 4 requests allow, or of the ceiling", "", 0.9, 0.2, all ->
                        all.median("end-to-end:latency_100.connector_to_allowed")),
                Goal.atLeast("end to end, latency 0: times the loop on the SDK", "", 3, 0.5, all ->
                        all.median("end-to-end:latency_0.connector_to_sdk_loop")),
                Goal.atLeast("end to end, 100 ms a page: times the loop on the SDK", "", 3, 0.5, all ->
                        all.median("end-to-end:latency_100.connector_to_sdk_loop")),
                Goal.atMost("a row from bytes to record: times a bare scan of its tokens", "", 2, 12, all ->
                        all.ratio("micro:Page.parseAndMap.ns", "micro:Page.scanTokens.ns")),
                Goal.atMost("a row: allocated, as a multiple of what its record holds", "", 1.1, 4, all ->
                        all.ratio("micro:Page.parseAndMap.allocated", "micro:Page.recordHolds")),
                Goal.atMost("following" + account + ": rows read of a call in its life", "", 70, 140, all ->
                        all.median(following + "rows_per_call")),
                Goal.atMost("a change of a call under 15 minutes old is seen within, p99", "s", 2 * POLL_SECONDS, 300, all ->
                        all.median(following + "delay.under_15min.p99_s")),
                Goal.atMost("the end of any call is seen within, p99", "s", 2 * POLL_SECONDS, 300, all ->
                        all.median(following + "delay.end.p99_s")),
                Goal.atMost("any other change is seen later than the call is old by, at most", "s", POLL_SECONDS, 3600, all ->
                        all.median(following + "delay.beyond_age.max_s")),
                Goal.atMost("an idle account: requests a poll", "", 1, 1.5, all ->
                        all.median("following:idle.requests_per_poll")),
                Goal.atMost("an idle account: bytes sent a poll", "", 2000, 4000, all ->
                        all.median("following:idle.quiet.bytes_sent_per_poll")),
                Goal.atMost("an idle account: bytes received a poll", "", 2000, 4000, all ->
                        all.median("following:idle.quiet.bytes_received_per_poll")),
                Goal.atMost("memory of a tracked call" + account, "bytes", 80, 200, all ->
                        all.median(following + "ledger.bytes_per_call")),
                Goal.atLeast("calls tracked in a heap of 256 MiB while the backfill runs", "", 1_000_000, 0, all ->
                        all.median("end-to-end:memory.heap_256m.tracked_calls")),
                Goal.atLeast("poll thread: share of its time in Connect's own code", "", 0.7, 0.05, all ->
                        all.median("end-to-end:poll_thread.share_of_connect")));
    }

    private static String largestAccount(Found found) {
        return List.of("1000000", "100000", "1000").stream()
                .filter(size -> found.figure("following:" + size + ".rows_per_call").isPresent())
                .findFirst()
                .orElse("1000000");
    }
}

package io.callstream.kafka.connect.twilio.metrics;

import java.util.function.LongBinaryOperator;

/** The metrics of an account, and of a task over its accounts. */
public enum Metric {
    CALLS_EMITTED("calls-emitted-total", Long::sum, "Call records handed to Connect."),
    TOMBSTONES_EMITTED(
            "tombstones-emitted-total",
            Long::sum,
            "Tombstones of deleted calls handed to Connect; see tombstones.on.delete."),
    STALE_ROWS(
            "stale-rows-total",
            Long::sum,
            "Rows skipped because they held an older state of a call than the topic: the response came from a replica that"
                    + " lags."),
    SKIPPED_ROWS(
            "skipped-rows-total",
            Long::sum,
            "Rows skipped because they had no SID; see malformed.row.mode. Each is a call that is missing in the topic."),
    REQUESTS("requests-total", Long::sum, "Completed requests to Twilio, successful or failed."),
    REQUEST_ERRORS(
            "request-errors-total",
            Long::sum,
            "Failed requests by kind (tag kind; docs/troubleshooting.md lists the kinds). For an account, a kind appears with"
                    + " its first failure."),
    REQUESTS_THROTTLED("requests-throttled-total", Long::sum, "Requests that Twilio throttled (429)."),
    REQUEST_LATENCY_AVG(
            "request-latency-avg",
            Long::max,
            "Average time from sending a request to the end of its response, in milliseconds, over the worker's"
                    + " metrics.num.samples x metrics.sample.window.ms."),
    REQUEST_LATENCY_MAX(
            "request-latency-max", Long::max, "Maximum of that time over the same period, in milliseconds."),
    RETRYING(
            "retrying-seconds",
            Long::max,
            "Seconds for which requests have been failing and are retried; 0 if none fails."),
    HEAD_SWEEP_AGE(
            "head-sweep-age-seconds",
            Long::max,
            "How current the topic is: seconds since the start of the last complete sweep of the first rolling window."
                    + " Every change up to then of a call younger than 15 minutes has been read. Usually below"
                    + " poll.interval.ms. After a start it is the age of the stored offsets, and so includes a downtime, until"
                    + " the first sweep is complete."),
    BACKFILL_WINDOWS("backfill-windows", Long::sum, "Windows of the backfill."),
    BACKFILL_WINDOWS_LEFT(
            "backfill-windows-left", Long::sum, "Windows of the backfill that have not been read to their end."),
    BACKFILL_ROWS("backfill-rows", Long::sum, "Rows that the backfill has read since the task started."),
    TRACKED_CALLS("tracked-calls", Long::sum, "Calls whose last state is kept in memory, at most 80 bytes each."),
    OPEN_CALLS("open-calls", Long::sum, "Calls that have not ended, as far as the connector knows."),
    WAITING_PAGES(
            "waiting-pages",
            Long::sum,
            "Pages of records that wait for Connect to poll them. If it is never 0, Kafka is slower than Twilio."),
    LEFT_OUT(
            "left-out",
            Long::sum,
            "1 while the account is skipped because it cannot be read; for a task, the number of such accounts.");

    private final String id;
    private final LongBinaryOperator overAccounts;
    private final String description;

    Metric(String id, LongBinaryOperator overAccounts, String description) {
        this.id = id;
        this.overAccounts = overAccounts;
        this.description = description;
    }

    /** The name, in Kafka's style. That of a counter ends in {@code -total}; a restart of the task resets it. */
    public String id() {
        return id;
    }

    /** What it measures, with its unit. */
    public String description() {
        return description;
    }

    /** Aggregates the values of two accounts for a task: their sum or their maximum. */
    public LongBinaryOperator overAccounts() {
        return overAccounts;
    }
}

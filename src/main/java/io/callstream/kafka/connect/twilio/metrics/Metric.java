package io.callstream.kafka.connect.twilio.metrics;

import java.util.function.LongBinaryOperator;

/** What the connector measures: for each account, and for each task over its accounts. */
public enum Metric {
    CALLS_EMITTED("calls-emitted-total", Long::sum, "Records of calls that were handed to Connect."),
    TOMBSTONES_EMITTED(
            "tombstones-emitted-total",
            Long::sum,
            "Tombstones of deleted calls that were handed to Connect; see tombstones.on.delete."),
    STALE_ROWS(
            "stale-rows-total",
            Long::sum,
            "Rows left out because they told an older state of a call than the topic holds: Twilio answered from a reader"
                    + " that lags."),
    SKIPPED_ROWS(
            "skipped-rows-total",
            Long::sum,
            "Rows left out because they had no SID; see malformed.row.mode. Each is a call that is not in the topic."),
    REQUESTS("requests-total", Long::sum, "Requests that were sent to Twilio and ended, well or not."),
    REQUEST_ERRORS(
            "request-errors-total",
            Long::sum,
            "Requests that failed, by kind (tag kind, as docs/troubleshooting.md has them). Of an account, a kind appears"
                    + " with its first failure."),
    REQUESTS_THROTTLED(
            "requests-throttled-total", Long::sum, "Requests that Twilio refused because there were too many."),
    REQUEST_LATENCY_AVG(
            "request-latency-avg",
            Long::max,
            "Average time from a request to the end of its answer, in milliseconds, over the worker's"
                    + " metrics.num.samples x metrics.sample.window.ms."),
    REQUEST_LATENCY_MAX("request-latency-max", Long::max, "The longest such time in the same period, in milliseconds."),
    RETRYING(
            "retrying-seconds",
            Long::max,
            "For how long requests have been failing and are sent again; 0 while all is well."),
    HEAD_SWEEP_AGE(
            "head-sweep-age-seconds",
            Long::max,
            "How current the topic is: seconds since the begin of the last complete sweep of the first rolling window."
                    + " Up to then every change of a call younger than 15 minutes has been read. Usually below"
                    + " poll.interval.ms; after a start, the age of what is stored until the first sweep is complete, and so"
                    + " after a downtime the downtime, until it has been made up for."),
    BACKFILL_WINDOWS("backfill-windows", Long::sum, "Windows that the backfill consists of."),
    BACKFILL_WINDOWS_LEFT(
            "backfill-windows-left", Long::sum, "Windows of the backfill that are still to be read to their end."),
    BACKFILL_ROWS("backfill-rows", Long::sum, "Rows that the backfill has read since the task began."),
    TRACKED_CALLS(
            "tracked-calls",
            Long::sum,
            "Calls in the ledger: their last state is kept in memory, in at most 80 bytes each."),
    OPEN_CALLS("open-calls", Long::sum, "Calls that have not ended, as far as is known."),
    WAITING_PAGES(
            "waiting-pages",
            Long::sum,
            "Pages of records that wait for Connect to take them. If always some do, Kafka is slower than Twilio."),
    LEFT_OUT(
            "left-out",
            Long::sum,
            "1 while the account cannot be read and the others go on without it; of a task, how many there are.");

    private final String id;
    private final LongBinaryOperator overAccounts;
    private final String description;

    Metric(String id, LongBinaryOperator overAccounts, String description) {
        this.id = id;
        this.overAccounts = overAccounts;
        this.description = description;
    }

    /** The name, in Kafka's manner; a counter's ends in {@code -total}, and only a restart of the task takes it back. */
    public String id() {
        return id;
    }

    /** What it says, with its unit. */
    public String description() {
        return description;
    }

    /** How the values of two accounts become that of a task: their sum or the greater. */
    public LongBinaryOperator overAccounts() {
        return overAccounts;
    }
}

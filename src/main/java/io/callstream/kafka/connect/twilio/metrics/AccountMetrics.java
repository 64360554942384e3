package io.callstream.kafka.connect.twilio.metrics;

import io.callstream.kafka.connect.twilio.window.Progress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** The metrics of an account. Told by any thread, read by any other. */
public final class AccountMetrics {

    private static final long NEVER = -1;
    private static final Progress NOTHING = new Progress(0, 0, 0, Duration.ZERO, 0, 0);

    private record Noted(Progress progress, long at) {}

    private final TaskMetrics task;
    private final LongSupplier clock;
    private final Map<Metric, LongSupplier> values = new EnumMap<>(Metric.class);
    private final RequestErrors errors;
    private final LongConsumer latency;

    private final LongAdder callsEmitted;
    private final LongAdder tombstonesEmitted;
    private final LongAdder staleRows;
    private final LongAdder skippedRows;
    private final LongAdder requests;
    private final LongAdder requestsThrottled;
    private volatile Noted noted;
    private volatile long retryingSince = NEVER;
    private volatile int waitingPages;
    private volatile boolean leftOut;

    AccountMetrics(String accountSid, TaskMetrics task, MetricRegistry registry, LongSupplier clock) {
        this.task = task;
        this.clock = clock;
        this.noted = new Noted(NOTHING, clock.getAsLong());
        this.callsEmitted = counter(Metric.CALLS_EMITTED);
        this.tombstonesEmitted = counter(Metric.TOMBSTONES_EMITTED);
        this.staleRows = counter(Metric.STALE_ROWS);
        this.skippedRows = counter(Metric.SKIPPED_ROWS);
        this.requests = counter(Metric.REQUESTS);
        this.requestsThrottled = counter(Metric.REQUESTS_THROTTLED);
        values.put(Metric.RETRYING, this::retryingSeconds);
        values.put(Metric.HEAD_SWEEP_AGE, this::headSweepAgeSeconds);
        values.put(Metric.BACKFILL_WINDOWS, noted(Progress::backfillWindows));
        values.put(Metric.BACKFILL_WINDOWS_LEFT, noted(Progress::backfillWindowsLeft));
        values.put(Metric.BACKFILL_ROWS, noted(Progress::backfillRows));
        values.put(Metric.TRACKED_CALLS, noted(Progress::trackedCalls));
        values.put(Metric.OPEN_CALLS, noted(Progress::openCalls));
        values.put(Metric.WAITING_PAGES, () -> waitingPages);
        values.put(Metric.LEFT_OUT, () -> leftOut ? 1 : 0);
        Map<String, String> tags = Map.of("account", accountSid);
        values.forEach((metric, value) -> registry.add(metric, tags, value));
        this.errors = new RequestErrors(registry, tags);
        this.latency = registry.addAverageAndMaximum(Metric.REQUEST_LATENCY_AVG, Metric.REQUEST_LATENCY_MAX, tags);
    }

    /** Records were handed to Connect. */
    public void emitted(int calls, int tombstones) {
        callsEmitted.add(calls);
        tombstonesEmitted.add(tombstones);
    }

    /** A row told an older state than the topic holds. */
    public void staleRow() {
        staleRows.increment();
    }

    /** Rows had no SID. */
    public void skippedRows(int rows) {
        skippedRows.add(rows);
    }

    /** A request was answered. */
    public void answered(Duration took) {
        requests.increment();
        latency.accept(took.toMillis());
        task.answered(took);
    }

    /**
     * A request failed.
     *
     * @param throttled whether because there were too many
     */
    public void failed(String kind, boolean throttled, Duration took) {
        requests.increment();
        errors.count(kind);
        if (throttled) {
            requestsThrottled.increment();
        }
        latency.accept(took.toMillis());
        task.failed(kind, took);
    }

    /** Whether requests have failed and are sent again; told when that changes. */
    public void retrying(boolean any) {
        retryingSince = any ? clock.getAsLong() : NEVER;
    }

    /**
     * How current the topic is when the account begins to be read, as far as is stored: counts until there is an answer, which
     * knows better.
     */
    public void startsAt(Duration headSweepAge) {
        if (noted.progress().equals(NOTHING)) {
            noted = new Noted(new Progress(0, 0, 0, headSweepAge, 0, 0), clock.getAsLong());
        }
    }

    /** How far the sync has come. */
    public void progress(Progress progress) {
        noted = new Noted(progress, clock.getAsLong());
    }

    /** So many pages wait for Connect. */
    public void waitingPages(int pages) {
        waitingPages = pages;
    }

    /** Whether the others go on without this account. */
    public void leftOut(boolean is) {
        leftOut = is;
    }

    long value(Metric metric) {
        LongSupplier value = values.get(metric);
        if (value == null) {
            throw new IllegalArgumentException(metric + " has no value of its own");
        }
        return value.getAsLong();
    }

    private LongAdder counter(Metric metric) {
        LongAdder counter = new LongAdder();
        values.put(metric, counter::sum);
        return counter;
    }

    private LongSupplier noted(ToLongFunction<Progress> value) {
        return () -> value.applyAsLong(noted.progress());
    }

    private long retryingSeconds() {
        long since = retryingSince;
        return since == NEVER ? 0 : secondsSince(since);
    }

    /** Grows between two answers, and from what was stored, or the task's begin, if none has come yet. */
    private long headSweepAgeSeconds() {
        Noted latest = noted;
        return Math.max(0, latest.progress().headSweepAge().toSeconds()) + secondsSince(latest.at());
    }

    private long secondsSince(long moment) {
        return TimeUnit.MILLISECONDS.toSeconds(clock.getAsLong() - moment);
    }
}

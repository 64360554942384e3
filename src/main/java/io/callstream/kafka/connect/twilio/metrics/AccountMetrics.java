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

/** The metrics of an account. Thread-safe. */
public final class AccountMetrics {

    private static final long NEVER = -1;
    private static final Progress NOTHING = new Progress(0, 0, 0, Duration.ZERO, 0, 0);

    private record Snapshot(Progress progress, long at) {}

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
    private volatile Snapshot snapshot;
    private volatile long retryingSince = NEVER;
    private volatile int waitingPages;
    private volatile boolean skipped;

    AccountMetrics(String accountSid, TaskMetrics task, MetricRegistry registry, LongSupplier clock) {
        this.task = task;
        this.clock = clock;
        this.snapshot = new Snapshot(NOTHING, clock.getAsLong());
        this.callsEmitted = counter(Metric.CALLS_EMITTED);
        this.tombstonesEmitted = counter(Metric.TOMBSTONES_EMITTED);
        this.staleRows = counter(Metric.STALE_ROWS);
        this.skippedRows = counter(Metric.SKIPPED_ROWS);
        this.requests = counter(Metric.REQUESTS);
        this.requestsThrottled = counter(Metric.REQUESTS_THROTTLED);
        values.put(Metric.RETRYING, this::retryingSeconds);
        values.put(Metric.HEAD_SWEEP_AGE, this::headSweepAgeSeconds);
        values.put(Metric.BACKFILL_WINDOWS, progressValue(Progress::backfillWindows));
        values.put(Metric.BACKFILL_WINDOWS_LEFT, progressValue(Progress::backfillWindowsLeft));
        values.put(Metric.BACKFILL_ROWS, progressValue(Progress::backfillRows));
        values.put(Metric.TRACKED_CALLS, progressValue(Progress::trackedCalls));
        values.put(Metric.OPEN_CALLS, progressValue(Progress::openCalls));
        values.put(Metric.WAITING_PAGES, () -> waitingPages);
        values.put(Metric.LEFT_OUT, () -> skipped ? 1 : 0);
        Map<String, String> tags = Map.of("account", accountSid);
        values.forEach((metric, value) -> registry.add(metric, tags, value));
        this.errors = new RequestErrors(registry, tags);
        this.latency = registry.addAverageAndMaximum(Metric.REQUEST_LATENCY_AVG, Metric.REQUEST_LATENCY_MAX, tags);
    }

    /** Counts records that were handed to Connect. */
    public void emitted(int calls, int tombstones) {
        callsEmitted.add(calls);
        tombstonesEmitted.add(tombstones);
    }

    /** Counts a row with an older state than that in the topic. */
    public void staleRow() {
        staleRows.increment();
    }

    /** Counts rows without a SID. */
    public void skippedRows(int rows) {
        skippedRows.add(rows);
    }

    /** Counts a successful request. */
    public void succeeded(Duration took) {
        requests.increment();
        latency.accept(took.toMillis());
        task.succeeded(took);
    }

    /**
     * Counts a failed request.
     *
     * @param throttled whether Twilio throttled it (429)
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

    /** Records the start or the end of a period in which failed requests are retried. */
    public void retrying(boolean any) {
        retryingSince = any ? clock.getAsLong() : NEVER;
    }

    /**
     * Sets the age of the head sweep at the start of the account, from the stored offsets; it applies until the first
     * progress.
     */
    public void startsAt(Duration headSweepAge) {
        if (snapshot.progress().equals(NOTHING)) {
            snapshot = new Snapshot(new Progress(0, 0, 0, headSweepAge, 0, 0), clock.getAsLong());
        }
    }

    /** Sets the progress of the sync. */
    public void progress(Progress progress) {
        snapshot = new Snapshot(progress, clock.getAsLong());
    }

    /** Sets the number of pages that wait for Connect. */
    public void waitingPages(int pages) {
        waitingPages = pages;
    }

    /** Sets whether the account is skipped because it cannot be read. */
    public void skipped(boolean is) {
        skipped = is;
    }

    long value(Metric metric) {
        LongSupplier value = values.get(metric);
        if (value == null) {
            throw new IllegalArgumentException(metric + " is not a value of an account");
        }
        return value.getAsLong();
    }

    private LongAdder counter(Metric metric) {
        LongAdder counter = new LongAdder();
        values.put(metric, counter::sum);
        return counter;
    }

    private LongSupplier progressValue(ToLongFunction<Progress> value) {
        return () -> value.applyAsLong(snapshot.progress());
    }

    private long retryingSeconds() {
        long since = retryingSince;
        return since == NEVER ? 0 : secondsSince(since);
    }

    /** Age at the latest progress plus the time since; before the first progress, that of the stored offset or of the task's start. */
    private long headSweepAgeSeconds() {
        Snapshot latest = snapshot;
        return Math.max(0, latest.progress().headSweepAge().toSeconds()) + secondsSince(latest.at());
    }

    private long secondsSince(long time) {
        return TimeUnit.MILLISECONDS.toSeconds(clock.getAsLong() - time);
    }
}

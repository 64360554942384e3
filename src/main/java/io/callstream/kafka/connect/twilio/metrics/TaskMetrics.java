package io.callstream.kafka.connect.twilio.metrics;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** The metrics of a task: those of its accounts, and their aggregates. */
public final class TaskMetrics implements AutoCloseable {

    /** Metrics that are measured over all requests of the task instead of aggregated from the accounts' values. */
    public static final Set<Metric> MEASURED_PER_TASK =
            EnumSet.of(Metric.REQUEST_LATENCY_AVG, Metric.REQUEST_LATENCY_MAX, Metric.REQUEST_ERRORS);

    private static final long RETRY_INTERVAL_MS = 10_000;

    private final MetricRegistry registry;
    private final LongSupplier clock;
    private final List<AccountMetrics> accounts = new CopyOnWriteArrayList<>();
    private final RequestErrors errors;
    private final LongConsumer latency;
    private long nextRetry;

    /**
     * @param errorKinds all kinds of failed requests
     * @param clock monotonic, in milliseconds
     */
    public TaskMetrics(MetricRegistry registry, Collection<String> errorKinds, LongSupplier clock) {
        this.registry = registry;
        this.clock = clock;
        this.nextRetry = clock.getAsLong() + RETRY_INTERVAL_MS;
        this.errors = new RequestErrors(registry, Map.of());
        errorKinds.forEach(errors::register);
        this.latency = registry.addAverageAndMaximum(Metric.REQUEST_LATENCY_AVG, Metric.REQUEST_LATENCY_MAX, Map.of());
        for (Metric metric : EnumSet.complementOf(EnumSet.copyOf(MEASURED_PER_TASK))) {
            registry.add(metric, Map.of(), () -> accounts.stream()
                    .mapToLong(account -> account.value(metric))
                    .reduce(0, metric.overAccounts()));
        }
    }

    /** Adds an account and returns its metrics. */
    public AccountMetrics account(String accountSid) {
        AccountMetrics account = new AccountMetrics(accountSid, this, registry, clock);
        accounts.add(account);
        return account;
    }

    /** Connect has polled the task, on its only thread: a moment to retry what could not be added, 10 s after the last. */
    public void polled() {
        long now = clock.getAsLong();
        if (now >= nextRetry) {
            nextRetry = now + RETRY_INTERVAL_MS;
            registry.retry();
        }
    }

    void succeeded(Duration took) {
        latency.accept(took.toMillis());
    }

    void failed(String kind, Duration took) {
        errors.count(kind);
        latency.accept(took.toMillis());
    }

    @Override
    public void close() {
        registry.close();
    }
}

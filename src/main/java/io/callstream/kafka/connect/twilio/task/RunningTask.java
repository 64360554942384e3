package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.api.CallsApi;
import io.callstream.kafka.connect.twilio.api.Clocks;
import io.callstream.kafka.connect.twilio.api.ContextThreads;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.metrics.MetricRegistry;
import io.callstream.kafka.connect.twilio.metrics.TaskMetrics;
import io.callstream.kafka.connect.twilio.record.CallRecordMapper;
import io.callstream.kafka.connect.twilio.report.AccountNames;
import io.callstream.kafka.connect.twilio.report.AccountObserver;
import io.callstream.kafka.connect.twilio.report.SyncLog;
import io.callstream.kafka.connect.twilio.task.AccountFailurePolicy.Decision;
import io.callstream.kafka.connect.twilio.wiring.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task between its start and its stop: one reader for each account, and the queue from the readers to Connect.
 *
 * <p>The main loop:
 *
 * <pre>
 *  AccountReader -- page ------> queue ------> poll() -- records --> Connect
 *        ^                                       |
 *        +----- page taken: read another --------+
 * </pre>
 *
 * <p>The states of an account, as {@link AccountFailurePolicy} moves it between them:
 *
 * <pre>
 *  start()
 *     |  staggered
 *     v                       after accounts.refresh.interval.ms
 *  READING &lt;--------------------------------------------------- SKIPPED
 *     |                                                            ^
 *     |  the reader fails                                          |
 *     +----------- skip -------------------------------------------+
 *     |                                                            |  any other result
 *     +----------- probe ------> main account is read -------------+
 *     |                                 |
 *     |                                 |  401 as well: the credential is not valid
 *     |                                 v
 *     +----------- fail ------> TASK FAILED: poll() returns the records read before, then throws
 *
 *  any state -- close() --> CLOSED, at once: requests in flight and queued records are dropped
 * </pre>
 *
 * <p>Connect's thread polls; the client's threads run the readers, which fill the queue; the timer starts the readers and
 * wakes them up.
 */
public final class RunningTask implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningTask.class);

    /** How long a poll waits for records, and so the longest that a stop may have to wait for it. */
    private static final long MAX_WAIT_MS = 1000;

    /** Enough records for one poll: more would only occupy the heap until Connect has sent these. */
    private static final int ENOUGH_RECORDS = 1000;

    /** The delay from one reader's start to the next: a thousand accounts must not all start at once. */
    private static final Duration START_INTERVAL = Duration.ofMillis(20);

    private final BlockingQueue<Handover> queue = new LinkedBlockingQueue<>();
    private final Map<String, AccountReader> readers = new ConcurrentHashMap<>();

    private final TwilioCallsTaskConfig config;
    private final TwilioClient client;
    private final StoredOffsets offsets;
    private final TaskMetrics metrics;
    private final SkippedAccounts skipped;
    private final AccountFailurePolicy policy;

    /** The account that the credential belongs to, whether the connector reads it or not. */
    private final CallsApi mainAccount;

    private final ScheduledThreadPoolExecutor timer;
    private final LongSupplier clock;
    private final Polls polls;
    private final RowBudget rows;

    /** Why the task fails; the records read before are returned first. */
    private @Nullable ConnectException failure;

    private RunningTask(
            TwilioCallsTaskConfig config,
            TwilioClient client,
            StoredOffsets offsets,
            TaskMetrics metrics,
            LongSupplier clock,
            ScheduledThreadPoolExecutor timer) {
        this.config = config;
        this.client = client;
        this.offsets = offsets;
        this.metrics = metrics;
        this.skipped = new SkippedAccounts(config.accountsRefreshInterval(), LOG);
        this.policy = new AccountFailurePolicy(config);
        this.mainAccount = client.account(config.accountSid());
        this.clock = clock;
        this.polls = new Polls(clock);
        this.timer = timer;
        this.rows = RowBudget.of(config.syncSettings(), timer);
    }

    /** Starts to read the task's accounts. */
    public static RunningTask start(TwilioCallsTaskConfig config, StoredOffsets offsets, MetricRegistry registry) {
        return start(
                config,
                offsets,
                registry,
                Clocks.SYSTEM,
                ContextThreads.timer("twilio-calls-timer-" + config.taskId()));
    }

    /**
     * Starts to read the task's accounts.
     *
     * @param timer the task's own; shut down with it
     */
    static RunningTask start(
            TwilioCallsTaskConfig config,
            StoredOffsets offsets,
            MetricRegistry registry,
            Clocks clocks,
            ScheduledThreadPoolExecutor timer) {
        TwilioClient client = new TwilioClient(Wiring.apiSettings(config), clocks);
        RunningTask task;
        List<AccountSource> sources;
        try {
            List<String> errorKinds =
                    Stream.of(Fault.values()).map(AccountObserver::kind).toList();
            TaskMetrics metrics = new TaskMetrics(registry, errorKinds, clocks::millis);
            task = new RunningTask(config, client, offsets, metrics, clocks::millis, timer);
            sources = task.sources();
        } catch (RuntimeException e) {
            // Connect does not stop a task that failed to start
            Stream.<Runnable>of(registry::close, client::close).forEach(end -> runAlso(end, e));
            throw e;
        }
        Duration wait = Duration.ZERO;
        for (AccountSource source : sources) {
            task.startReaderAfter(wait, source);
            wait = wait.plus(START_INTERVAL);
        }
        LOG.info("Task {}: reading accounts {}", config.taskId(), AccountNames.of(config.taskAccounts()));
        return task;
    }

    private static void runAlso(Runnable end, RuntimeException failure) {
        try {
            end.run();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private List<AccountSource> sources() {
        CallRecordMapper mapper = Wiring.recordMapper(config);
        List<AccountSource> sources = new ArrayList<>();
        for (String account : config.taskAccounts()) {
            AccountObserver observer = new AccountObserver(new SyncLog(account, clock), metrics.account(account));
            CallsApi api = client.account(account, observer);
            PageRecords records = new PageRecords(account, config.topic(account), mapper);
            sources.add(new AccountSource(account, api, offsets, records, observer));
        }
        return sources;
    }

    private void startReaderAfter(Duration wait, AccountSource source) {
        timer.schedule(() -> startReader(source), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void startReader(AccountSource source) {
        AccountReader reader = new AccountReader(
                source, config.syncSettings(), new ReaderListener(source), polls, rows.share(), timer, clock);
        readers.put(source.account(), reader);
        reader.start();
    }

    /**
     * Returns the records of whole pages; {@code null} if none arrived within a second.
     *
     * @throws ConnectException if the task has failed, once the records read before have been returned
     */
    @Nullable
    public List<SourceRecord> poll() throws InterruptedException {
        polls.polled(timer);
        metrics.polled();
        List<SourceRecord> records = new ArrayList<>();
        Handover next = queue.poll(MAX_WAIT_MS, TimeUnit.MILLISECONDS);
        while (next != null && failure == null) {
            if (next instanceof Handover.Page page) {
                records.addAll(page.records());
                page.taken().run();
            } else if (next instanceof Handover.Failure reported) {
                failure = reported.cause();
            }
            next = records.size() < ENOUGH_RECORDS ? queue.poll() : null;
        }
        if (records.isEmpty() && failure != null) {
            throw failure;
        }
        return records.isEmpty() ? null : records;
    }

    @Override
    public void close() {
        metrics.close();
        timer.shutdownNow();
        readers.values().forEach(AccountReader::close);
        client.close();
    }

    /** Acts on what an account's reader reports. */
    private final class ReaderListener implements AccountReader.Listener {

        private final AccountSource source;

        ReaderListener(AccountSource source) {
            this.source = source;
        }

        @Override
        public void handOver(Handover.Page page) {
            queue.add(page);
        }

        @Override
        public void readable() {
            skipped.recovered(source.account());
            source.observer().accountSkipped(false);
        }

        @Override
        public void failed(Throwable cause) {
            if (timer.isShutdown()) {
                return;
            }
            skipped.failed(source.account());
            boolean noneReadable = skipped.containsAll(config.taskAccounts());
            carryOut(policy.decide(source.account(), cause, noneReadable), cause);
        }

        private void carryOut(Decision decision, Throwable cause) {
            if (decision instanceof Decision.Fail fail) {
                queue.add(new Handover.Failure(fail.failure()));
            } else if (decision instanceof Decision.ProbeMainAccount) {
                probeMainAccount(cause);
            } else {
                skip(cause);
            }
        }

        private void probeMainAccount(Throwable cause) {
            mainAccount.readFacts().whenComplete((facts, probeFailure) -> {
                if (!timer.isShutdown()) {
                    carryOut(policy.afterProbe(source.account(), cause, probeFailure), cause);
                }
            });
        }

        private void skip(Throwable cause) {
            skipped.logSkip(source.account(), cause);
            source.observer().accountSkipped(true);
            startReaderAfter(config.accountsRefreshInterval(), source);
        }
    }
}

package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.api.AccountClient;
import io.callstream.kafka.connect.twilio.api.CallsApi;
import io.callstream.kafka.connect.twilio.api.ContextThreads;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.config.AccountErrorMode;
import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.metrics.MetricRegistry;
import io.callstream.kafka.connect.twilio.metrics.TaskMetrics;
import io.callstream.kafka.connect.twilio.record.CallRecordMapper;
import io.callstream.kafka.connect.twilio.report.AccountNames;
import io.callstream.kafka.connect.twilio.report.AccountObserver;
import io.callstream.kafka.connect.twilio.report.SyncLog;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import io.callstream.kafka.connect.twilio.wiring.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
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

/** A task between its start and its stop: one reader for each account, and the queue from them to Connect. */
public final class RunningTask implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningTask.class);

    /** How long Connect's thread waits for news: as long as a stop may have to wait for it. */
    private static final long MAX_WAIT_MS = 1000;

    /** Enough for one poll: to hold more of them back, until Connect has sent these, would only fill the heap. */
    private static final int ENOUGH_RECORDS = 1000;

    /** A thousand accounts do not begin at once: so long after one another. */
    private static final Duration PACE = Duration.ofMillis(20);

    private static final LongSupplier CLOCK = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());

    /** All that it takes to read an account, again and again if need be. */
    private record Source(String account, CallsApi api, PageRecords records, AccountObserver observer) {}

    private final BlockingQueue<Handover> queue = new LinkedBlockingQueue<>();
    private final Map<String, AccountReader> readers = new ConcurrentHashMap<>();

    private final TwilioCallsTaskConfig config;
    private final TwilioClient client;
    private final StoredOffsets offsets;
    private final TaskMetrics metrics;
    private final LeftOutAccounts leftOut;

    /** The account that the credential belongs to, whether it is read or not. */
    private final CallsApi main;

    private final ScheduledThreadPoolExecutor timer;

    /** Why the task cannot go on; what was read before it is handed over first. */
    private @Nullable ConnectException failure;

    private RunningTask(
            TwilioCallsTaskConfig config,
            TwilioClient client,
            StoredOffsets offsets,
            TaskMetrics metrics,
            ScheduledThreadPoolExecutor timer) {
        this.config = config;
        this.client = client;
        this.offsets = offsets;
        this.metrics = metrics;
        this.leftOut = new LeftOutAccounts(config.accountsRefreshInterval(), LOG);
        this.main = client.account(config.accountSid());
        this.timer = timer;
    }

    /** Begins to read the task's accounts. */
    public static RunningTask start(TwilioCallsTaskConfig config, StoredOffsets offsets, MetricRegistry registry) {
        return start(config, offsets, registry, ContextThreads.timer("twilio-calls-timer-" + config.taskId()));
    }

    /**
     * Begins to read the task's accounts.
     *
     * @param timer the task's own, which ends with it
     */
    static RunningTask start(
            TwilioCallsTaskConfig config,
            StoredOffsets offsets,
            MetricRegistry registry,
            ScheduledThreadPoolExecutor timer) {
        TwilioClient client = new TwilioClient(Wiring.apiSettings(config));
        RunningTask task;
        List<Source> sources;
        try {
            List<String> errorKinds =
                    Stream.of(Fault.values()).map(AccountObserver::kind).toList();
            task = new RunningTask(config, client, offsets, new TaskMetrics(registry, errorKinds, CLOCK), timer);
            sources = task.sources();
        } catch (RuntimeException e) {
            // Connect does not stop a task that has not started
            Stream.<Runnable>of(registry::close, client::close).forEach(end -> runAlso(end, e));
            throw e;
        }
        Duration wait = Duration.ZERO;
        for (Source source : sources) {
            task.beginAfter(wait, source);
            wait = wait.plus(PACE);
        }
        LOG.info("Task {} reads {}", config.taskId(), AccountNames.of(config.taskAccounts()));
        return task;
    }

    private static void runAlso(Runnable end, RuntimeException failure) {
        try {
            end.run();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private List<Source> sources() {
        CallRecordMapper mapper = Wiring.recordMapper(config);
        List<Source> sources = new ArrayList<>();
        for (String account : config.taskAccounts()) {
            AccountObserver observer = new AccountObserver(new SyncLog(account, CLOCK), metrics.account(account));
            AccountClient api = client.account(account, observer);
            sources.add(new Source(account, api, new PageRecords(account, config.topic(account), mapper), observer));
        }
        return sources;
    }

    private void beginAfter(Duration wait, Source source) {
        timer.schedule(() -> begin(source), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void begin(Source source) {
        AccountReader reader = new AccountReader(
                source.account(),
                config.syncSettings(),
                source.api(),
                offsets,
                source.records(),
                queue::add,
                () -> readable(source),
                cause -> failed(source, cause),
                timer,
                CLOCK,
                source.observer());
        readers.put(source.account(), reader);
        reader.start();
    }

    /** Whole pages, until there are enough records; {@code null} when none came within a second. */
    @Nullable
    public List<SourceRecord> poll() throws InterruptedException {
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

    private void readable(Source source) {
        leftOut.remove(source.account());
        source.observer().leftOut(false);
    }

    private void failed(Source source, Throwable cause) {
        if (timer.isShutdown()) {
            return;
        }
        String account = source.account();
        leftOut.add(account);
        boolean ofTheAccount =
                cause instanceof TwilioApiException known && known.fault().concernsOneAccount();
        if (!mayBeLeftOut(account, ofTheAccount)) {
            giveUp(account, cause);
        } else if (!leftOut.containsAll(config.taskAccounts()) || !(cause instanceof TwilioApiException refused)) {
            leaveOut(source, cause);
        } else if (!ofTheAccount) {
            giveUp(account, cause);
        } else if (refused.fault() == Fault.UNAUTHORIZED) {
            leaveOutIfTheCredentialIsGood(source, cause);
        } else {
            leaveOut(source, cause);
        }
    }

    /**
     * Whether the connector can go on without this account. It depends on all accounts of the connector, not on how they are
     * spread over tasks. Of all accounts, one that is suspended or closed is no surprise: the list of accounts will say so.
     */
    private boolean mayBeLeftOut(String account, boolean ofTheAccount) {
        boolean onlyASubaccount = config.readsAllAccounts() && !account.equals(config.accountSid());
        boolean oneOfSeveral = config.readsAllAccounts() || config.accounts().size() > 1;
        return ofTheAccount && onlyASubaccount || config.accountErrorMode() == AccountErrorMode.SKIP && oneOfSeveral;
    }

    /**
     * A suspended account answers as one does whose credential is wrong. Where no account of the task can be read, the one
     * that the credential belongs to tells which it is: a credential that is no longer good is not left out for ever.
     */
    private void leaveOutIfTheCredentialIsGood(Source source, Throwable cause) {
        main.readFacts().whenComplete((facts, failure) -> {
            Throwable refusal = failure instanceof CompletionException ? failure.getCause() : failure;
            if (timer.isShutdown()) {
                return;
            }
            if (refusal instanceof TwilioApiException known && known.fault() == Fault.UNAUTHORIZED) {
                giveUp(source.account(), cause);
            } else {
                leaveOut(source, cause);
            }
        });
    }

    private void leaveOut(Source source, Throwable cause) {
        leftOut.tell(source.account(), cause);
        source.observer().leftOut(true);
        beginAfter(config.accountsRefreshInterval(), source);
    }

    private void giveUp(String account, Throwable cause) {
        queue.add(new Handover.Failure(failureOf(account, cause)));
    }

    /** What the API and the offsets complain of says where by itself. */
    private static ConnectException failureOf(String account, Throwable cause) {
        if (cause instanceof ConnectException known) {
            return known;
        }
        if (cause instanceof StuckWindowException) {
            return new ConnectException("Account " + account + ": " + cause.getMessage(), cause);
        }
        return cause instanceof TwilioApiException
                ? new ConnectException(cause.getMessage(), cause)
                : new ConnectException(
                        "Account " + account + " cannot be read any further: " + cause
                                + ". Nothing is lost: restart the task, and it goes on where it was. If it fails again, please"
                                + " tell us, with the stack trace.",
                        cause);
    }
}

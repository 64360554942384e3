package io.callstream.kafka.connect.twilio;

import io.callstream.kafka.connect.twilio.api.AccountClient;
import io.callstream.kafka.connect.twilio.api.CallsApi;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.config.AccountErrorMode;
import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.metrics.MetricRegistry;
import io.callstream.kafka.connect.twilio.metrics.TaskMetrics;
import io.callstream.kafka.connect.twilio.record.CallRecordMapper;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** A task between its start and its stop: one reader for each account, and the queue from them to Connect. */
final class RunningTask implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TwilioCallsSourceTask.class);

    /** How long Connect's thread waits for news: as long as a stop may have to wait for it. */
    private static final long MAX_WAIT_MS = 1000;

    /** A thousand accounts do not begin at once: so long after one another. */
    private static final Duration PACE = Duration.ofMillis(20);

    private static final LongSupplier CLOCK = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());

    /** All that it takes to read an account, again and again if need be. */
    private record Source(String account, CallsApi api, PageRecords records, AccountObserver observer) {}

    private final BlockingQueue<Handover> queue = new LinkedBlockingQueue<>();
    private final Map<String, AccountReader> readers = new ConcurrentHashMap<>();

    /** Accounts that could not be read when that was tried last. */
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();

    private final TwilioCallsTaskConfig config;
    private final TwilioClient client;
    private final StoredOffsets offsets;
    private final TaskMetrics metrics;
    private final ScheduledThreadPoolExecutor timer;

    /** Why the task cannot go on; what was read before it is handed over first. */
    private @Nullable ConnectException failure;

    private RunningTask(TwilioCallsTaskConfig config, TwilioClient client, StoredOffsets offsets, TaskMetrics metrics) {
        this.config = config;
        this.client = client;
        this.offsets = offsets;
        this.metrics = metrics;
        this.timer = Wiring.timer("twilio-calls-timer-" + config.taskId());
    }

    /** Begins to read the task's accounts. */
    static RunningTask start(TwilioCallsTaskConfig config, StoredOffsets offsets, MetricRegistry registry) {
        TwilioClient client = new TwilioClient(Wiring.apiSettings(config));
        List<String> errorKinds =
                Stream.of(Fault.values()).map(AccountObserver::kind).toList();
        TaskMetrics metrics = new TaskMetrics(registry, errorKinds, CLOCK);
        RunningTask task = new RunningTask(config, client, offsets, metrics);
        CallRecordMapper mapper = Wiring.recordMapper(config);
        Duration wait = Duration.ZERO;
        for (String account : config.taskAccounts()) {
            AccountObserver observer = new AccountObserver(new SyncLog(account, CLOCK), metrics.account(account));
            AccountClient api = client.account(account, observer);
            PageRecords records = new PageRecords(account, config.topic(account), mapper);
            task.beginAfter(wait, new Source(account, api, records, observer));
            wait = wait.plus(PACE);
        }
        LOG.info("Task {} reads {}", config.taskId(), config.taskAccounts());
        return task;
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
                cause -> failed(source, cause),
                timer,
                CLOCK,
                source.observer());
        readers.put(source.account(), reader);
        leftOut.remove(source.account());
        source.observer().leftOut(false);
        reader.start();
    }

    /** Whole pages, all that wait; {@code null} when none came within a second. */
    @Nullable
    List<SourceRecord> poll() throws InterruptedException {
        Handover first = queue.poll(MAX_WAIT_MS, TimeUnit.MILLISECONDS);
        List<SourceRecord> records = new ArrayList<>();
        for (Handover next = first; next != null && failure == null; next = queue.poll()) {
            if (next instanceof Handover.Page page) {
                records.addAll(page.records());
                page.taken().run();
            } else if (next instanceof Handover.Failure reported) {
                failure = reported.cause();
            }
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

    private void failed(Source source, Throwable cause) {
        String account = source.account();
        leftOut.add(account);
        if (mayBeLeftOut(account, cause)) {
            LOG.error(
                    "{}: cannot be read, and is left out for {} s; then it is tried again. The other accounts go on.",
                    account,
                    config.accountsRefreshInterval().toSeconds(),
                    cause);
            source.observer().leftOut(true);
            beginAfter(config.accountsRefreshInterval(), source);
        } else {
            queue.add(new Handover.Failure(failureOf(account, cause)));
        }
    }

    /** Of all accounts, one that is suspended or closed is no surprise: the list of accounts will say so. */
    private boolean mayBeLeftOut(String account, Throwable cause) {
        boolean refused =
                cause instanceof TwilioApiException known && known.fault().concernsOneAccount();
        boolean onlyASubaccount = config.readsAllAccounts() && !account.equals(config.accountSid());
        boolean othersAreRead = !leftOut.containsAll(config.taskAccounts());
        return refused && onlyASubaccount || config.accountErrorMode() == AccountErrorMode.SKIP && othersAreRead;
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
                : new ConnectException("Account " + account + " cannot be read any further: " + cause, cause);
    }
}

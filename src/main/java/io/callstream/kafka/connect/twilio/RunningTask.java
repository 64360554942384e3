package io.callstream.kafka.connect.twilio;

import io.callstream.kafka.connect.twilio.api.ApiSettings;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.config.AccountErrorMode;
import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.record.CallRecordMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final BlockingQueue<Handover> queue = new LinkedBlockingQueue<>();
    private final List<AccountReader> readers = new ArrayList<>();
    private final AtomicInteger reading = new AtomicInteger();
    private final AccountErrorMode onAccountError;
    private final TwilioClient client;
    private final ScheduledThreadPoolExecutor timer;

    /** Why the task cannot go on; what was read before it is handed over first. */
    private @Nullable ConnectException failure;

    private RunningTask(TwilioCallsTaskConfig config, TwilioClient client, ScheduledThreadPoolExecutor timer) {
        this.onAccountError = config.accountErrorMode();
        this.client = client;
        this.timer = timer;
    }

    /** Begins to read the task's accounts. */
    static RunningTask start(TwilioCallsTaskConfig config, StoredOffsets offsets) {
        ApiSettings apiSettings = Wiring.apiSettings(config);
        RunningTask task = new RunningTask(config, new TwilioClient(apiSettings), newTimer(config.taskId()));
        CallRecordMapper mapper = Wiring.recordMapper(config);
        for (String account : config.taskAccounts()) {
            PageRecords records = new PageRecords(account, config.topic(account), mapper);
            task.readers.add(new AccountReader(
                    account,
                    config.syncSettings(),
                    task.client.account(account),
                    offsets,
                    records,
                    task.queue::add,
                    cause -> task.accountFailed(account, cause),
                    task.timer,
                    () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
        }
        task.reading.set(task.readers.size());
        task.readers.forEach(AccountReader::start);
        LOG.info("Task {} reads {}", config.taskId(), config.taskAccounts());
        return task;
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
        readers.forEach(AccountReader::close);
        timer.shutdownNow();
        client.close();
    }

    private void accountFailed(String account, Throwable cause) {
        boolean last = reading.decrementAndGet() == 0;
        if (onAccountError == AccountErrorMode.SKIP && !last) {
            LOG.error(
                    "{}: cannot be read, and is left out until the task is restarted (account.error.mode=skip). The"
                            + " other accounts go on.",
                    account,
                    cause);
        } else {
            queue.add(new Handover.Failure(failureOf(account, cause)));
        }
    }

    /** What the API and the offsets complain of says where by itself. */
    private static ConnectException failureOf(String account, Throwable cause) {
        if (cause instanceof ConnectException known) {
            return known;
        }
        return cause instanceof TwilioApiException
                ? new ConnectException(cause.getMessage(), cause)
                : new ConnectException("Account " + account + " cannot be read any further: " + cause, cause);
    }

    private static ScheduledThreadPoolExecutor newTimer(int taskId) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, action -> {
            Thread thread = new Thread(action, "twilio-calls-timer-" + taskId);
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }
}

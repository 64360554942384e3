package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.api.AccountContext;
import io.callstream.kafka.connect.twilio.api.CallsApi;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.report.AccountObserver;
import io.callstream.kafka.connect.twilio.sync.AccountSync;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.RestoredAccount;
import io.callstream.kafka.connect.twilio.sync.SyncPlan;
import io.callstream.kafka.connect.twilio.window.JudgedPage;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one account's sync going: sends what it asks for, hands it the answers in the order in which they arrive, and
 * passes on the records of what it finds to be news.
 *
 * <p>Runs on the threads on which answers arrive and on the task's timer, one at a time; never on Connect's thread.
 */
final class AccountReader {

    /**
     * Pages in memory for each request that may be under way: while as many as that are, others are being parsed or wait for
     * Connect. More would only be older when they are sent, and lie in the heap until then.
     */
    private static final int PAGES_PER_REQUEST = 2;

    private final String accountSid;
    private final SyncSettings settings;
    private final CallsApi api;
    private final StoredOffsets offsets;
    private final PageRecords records;
    private final Consumer<Handover> handOver;
    private final Runnable readable;
    private final Consumer<Throwable> failed;
    private final ScheduledExecutorService timer;
    private final LongSupplier clock;
    private final AccountObserver observer;

    private @Nullable AccountSync sync;
    private @Nullable ScheduledFuture<?> wakeUp;
    private int inFlight;
    private int waiting;
    private boolean closed;

    /** What is being done, and what came up meanwhile. */
    private final Queue<Runnable> turns = new ArrayDeque<>();

    /**
     * @param handOver takes records towards Connect, in order
     * @param readable is run when calls have come
     * @param failed is told, once, why this account cannot be read any further
     * @param clock monotonic, in milliseconds
     * @param observer is told of all that happens
     */
    AccountReader(
            String accountSid,
            SyncSettings settings,
            CallsApi api,
            StoredOffsets offsets,
            PageRecords records,
            Consumer<Handover> handOver,
            Runnable readable,
            Consumer<Throwable> failed,
            ScheduledExecutorService timer,
            LongSupplier clock,
            AccountObserver observer) {
        this.accountSid = accountSid;
        this.settings = settings;
        this.api = api;
        this.offsets = offsets;
        this.records = records;
        this.handOver = handOver;
        this.readable = readable;
        this.failed = failed;
        this.timer = timer;
        this.clock = clock;
        this.observer = observer;
    }

    /** Begins to read. */
    void start() {
        observer.waiting(waiting);
        inTurn(() -> {
            // known before the first answer, which may be long in coming
            offsets.readUpTo(accountSid).ifPresent(observer::readUpTo);
            onAnswer(api.readFacts(), this::begin);
        });
    }

    /** Reads no more; answers still under way are dropped. */
    synchronized void close() {
        closed = true;
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
    }

    private void begin(AccountFacts facts) {
        RestoredAccount restored = offsets.of(accountSid, SyncPlan.backfillWindows(settings, facts.readAt()));
        sync = new AccountSync(settings, facts, restored, clock.getAsLong(), observer);
        sendWhatIsDue();
    }

    private void sendWhatIsDue() {
        AccountSync current = sync;
        if (current == null) {
            return;
        }
        long now = clock.getAsLong();
        for (Read read : current.next(now, capacity())) {
            inFlight++;
            Priority priority = read.isRolling() ? Priority.ROLLING : Priority.BACKFILL;
            onAnswer(api.send(read.request(), priority), reply -> received(current, read, reply));
        }
        wakeUpAt(current.nextDue(), now);
    }

    private void received(AccountSync current, Read read, CallsReply reply) {
        inFlight--;
        if (reply instanceof CallsReply.Page answer) {
            readable.run();
            observer.received(answer.page());
        }
        current.take(read, reply, clock.getAsLong()).ifPresent(this::handOver);
        sendWhatIsDue();
        observer.progress(current.progress());
    }

    private void handOver(JudgedPage page) {
        observer.waiting(++waiting);
        // what waits in the heap are records; their calls are garbage from here on
        int calls = page.changes().size();
        int tombstones = page.deleted().size();
        handOver.accept(new Handover.Page(records.of(page), () -> {
            observer.taken(calls, tombstones);
            timer.execute(() -> inTurn(this::taken));
        }));
    }

    private void taken() {
        observer.waiting(--waiting);
        sendWhatIsDue();
    }

    private int capacity() {
        return Math.max(0, PAGES_PER_REQUEST * settings.maxConcurrentRequests() - inFlight - waiting);
    }

    /** Due work may be far away; then the timer comes back for it. */
    private void wakeUpAt(long due, long now) {
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
        if (due != Long.MAX_VALUE && capacity() > 0) {
            wakeUp = timer.schedule(() -> inTurn(this::sendWhatIsDue), Math.max(1, due - now), TimeUnit.MILLISECONDS);
        }
    }

    private <T> void onAnswer(CompletableFuture<T> answer, Consumer<T> action) {
        answer.whenComplete((value, error) -> inTurn(() -> {
            if (error == null) {
                action.accept(value);
            } else {
                fail(error instanceof CompletionException && error.getCause() != null ? error.getCause() : error);
            }
        }));
    }

    /**
     * Does one thing after the other. The lock alone would not: an answer may be there as soon as it is asked for, and is
     * then to be taken in on the very thread that is still busy with the page before it.
     */
    private synchronized void inTurn(Runnable action) {
        turns.add(action);
        if (turns.size() > 1) {
            return;
        }
        while (!turns.isEmpty()) {
            guarded(turns.element());
            turns.remove();
        }
    }

    /** Nobody waits for what these threads throw, so it is carried to the task. */
    private void guarded(Runnable action) {
        if (closed) {
            return;
        }
        try (AccountContext context = AccountContext.of(accountSid)) {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }
    }

    private void fail(Throwable cause) {
        close();
        failed.accept(cause);
    }
}

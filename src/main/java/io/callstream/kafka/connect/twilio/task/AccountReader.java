package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.api.AccountContext;
import io.callstream.kafka.connect.twilio.api.CallsApi;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.report.AccountObserver;
import io.callstream.kafka.connect.twilio.sync.AccountSync;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.RestoredAccount;
import io.callstream.kafka.connect.twilio.sync.SyncPlan;
import io.callstream.kafka.connect.twilio.window.JudgedPage;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one account's sync: sends the requests that it asks for, passes it the responses in the order in which they arrive,
 * and hands over the records of the changes that it finds.
 *
 * <pre>
 *  start() --> READING THE ACCOUNT --> SYNCING &lt;---+
 *                       |               |    |     |  a response, a page taken by Connect, or the timer:
 *                       |               |    +-----+  send the reads that are due
 *                       |               |
 *                       +---------------+-- a request or an action fails: Listener.failed --> CLOSED
 *                       +---------------+-- close() ----------------------------------------> CLOSED
 * </pre>
 *
 * <p>A read that is due is sent when the task's {@link RowBudget} has room for it. While Connect does not poll, as for a
 * paused connector, it sends nothing: what is due is sent from the next poll on.
 *
 * <p>Runs on the threads on which responses arrive and on the task's timer, one action at a time; never on Connect's thread.
 */
final class AccountReader {

    /** Receives what a reader reports, on the reader's threads; must not block them. */
    interface Listener {

        /** Takes records towards Connect; pages come in the order in which Connect must get them. */
        void handOver(Handover.Page page);

        /** A page of calls has arrived. */
        void readable();

        /** The account cannot be read any further; reported once, and the reader is closed. */
        void failed(Throwable cause);
    }

    /**
     * Pages for each request that may be in flight: one in flight, and one that is being parsed or waits for Connect. More
     * would only be staler when they are sent, and occupy the heap until then.
     */
    private static final int PAGES_PER_REQUEST = 2;

    private final String accountSid;
    private final SyncSettings settings;
    private final CallsApi api;
    private final StoredOffsets offsets;
    private final PageRecords records;
    private final AccountObserver observer;
    private final Listener listener;
    private final Polls polls;
    private final RowBudget.Share rows;
    private final ScheduledExecutorService timer;
    private final LongSupplier clock;

    /** Needed because a response may arrive during {@code send}, on the thread that still processes the page before it. */
    private final SerialExecutor serial = new SerialExecutor();

    private @Nullable AccountSync sync;
    private @Nullable ScheduledFuture<?> wakeUp;
    private int inFlight;
    private int waiting;

    /** Responses to reads so far. */
    private int received;

    /**
     * @param rows this reader's share of the task's budget
     * @param clock monotonic, in milliseconds
     */
    AccountReader(
            AccountSource source,
            SyncSettings settings,
            Listener listener,
            Polls polls,
            RowBudget.Share rows,
            ScheduledExecutorService timer,
            LongSupplier clock) {
        this.accountSid = source.account();
        this.settings = settings;
        this.api = source.api();
        this.offsets = source.offsets();
        this.records = source.records();
        this.observer = source.observer();
        this.listener = listener;
        this.polls = polls;
        this.rows = rows;
        this.timer = timer;
        this.clock = clock;
    }

    /** Starts to read. */
    void start() {
        observer.waiting(waiting);
        run(() -> {
            // known before the first response, which may take long
            offsets.readUpTo(accountSid).ifPresent(observer::readUpTo);
            whilePolled(() -> onResponse(api.readFacts(), this::startSync, this::fail));
        });
    }

    /** The most pages that a reader may have at once, requested or waiting for Connect. */
    static int maxPages(SyncSettings settings) {
        return PAGES_PER_REQUEST * settings.maxConcurrentRequests();
    }

    /** Stops reading; drops the responses to requests in flight. */
    void close() {
        serial.close();
        rows.close();
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
    }

    private void startSync(AccountFacts facts) {
        RestoredAccount restored = offsets.of(accountSid, SyncPlan.backfillWindows(settings, facts.latest()));
        sync = new AccountSync(settings, facts, restored, clock.getAsLong(), observer);
        sendWhatIsDue();
    }

    private void sendWhatIsDue() {
        whilePolled(this::send);
    }

    private void send() {
        AccountSync current = sync;
        if (current == null) {
            return;
        }
        long now = clock.getAsLong();
        for (Read read : current.next(now, capacity())) {
            inFlight++;
            rows.reserve(
                    priority(read),
                    read.request().maxRows(),
                    reserved -> run(() -> whilePolled(() -> send(current, read, reserved))));
        }
        wakeUpAt(current.nextDue(), now);
    }

    private void send(AccountSync current, Read read, RowBudget.Reservation reserved) {
        int receivedBefore = received;
        onResponse(
                api.send(read.request(), priority(read)),
                reply -> received(current, read, reply, reserved),
                cause -> fail(received > receivedBefore ? UnreadablePage.explain(accountSid, read, cause) : cause));
    }

    private static Priority priority(Read read) {
        return read.isRolling() ? Priority.ROLLING : Priority.BACKFILL;
    }

    private void received(AccountSync current, Read read, CallsReply reply, RowBudget.Reservation reserved) {
        inFlight--;
        received++;
        if (reply instanceof CallsReply.Page answer) {
            listener.readable();
            observer.received(answer.page());
        }
        current.take(read, reply, clock.getAsLong())
                .ifPresentOrElse(page -> handOver(page, reserved), reserved::release);
        sendWhatIsDue();
        observer.progress(current.progress());
    }

    private void handOver(JudgedPage page, RowBudget.Reservation reserved) {
        observer.waiting(++waiting);
        // only the records wait in the heap: their calls are garbage from here on
        int calls = page.changes().size();
        int tombstones = page.deleted().size();
        reserved.waits(calls + tombstones);
        listener.handOver(new Handover.Page(records.of(page), () -> {
            observer.taken(calls, tombstones);
            reserved.release();
            timer.execute(() -> run(this::taken));
        }));
    }

    private void taken() {
        observer.waiting(--waiting);
        sendWhatIsDue();
    }

    private int capacity() {
        return Math.max(0, maxPages(settings) - inFlight - waiting);
    }

    /** Sets the timer to the moment when the next read is due, which may be far away. */
    private void wakeUpAt(long due, long now) {
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
        if (due != Long.MAX_VALUE && capacity() > 0) {
            wakeUp = timer.schedule(() -> run(this::sendWhatIsDue), Math.max(1, due - now), TimeUnit.MILLISECONDS);
        }
    }

    /** Runs an action that sends requests: now, or if Connect does not poll, when it polls again. */
    private void whilePolled(Runnable action) {
        if (polls.areRegular()) {
            action.run();
        } else {
            polls.atNext(() -> run(action));
        }
    }

    private <T> void onResponse(CompletableFuture<T> response, Consumer<T> action, Consumer<Throwable> failed) {
        response.whenComplete((value, error) -> run(() -> {
            if (error == null) {
                action.accept(value);
            } else {
                failed.accept(TwilioApiException.causeOf(error));
            }
        }));
    }

    /** Runs an action after those before it, and reports what it throws: no caller on these threads would notice. */
    private void run(Runnable action) {
        serial.execute(() -> {
            try (AccountContext context = AccountContext.of(accountSid)) {
                action.run();
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        });
    }

    private void fail(Throwable cause) {
        close();
        listener.failed(cause);
    }
}

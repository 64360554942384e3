package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.CallsApi;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.metrics.MetricRegistry;
import io.callstream.kafka.connect.twilio.metrics.TaskMetrics;
import io.callstream.kafka.connect.twilio.offset.MapOffsetStorageReader;
import io.callstream.kafka.connect.twilio.report.AccountObserver;
import io.callstream.kafka.connect.twilio.report.SyncLog;
import io.callstream.kafka.connect.twilio.sync.CallRow;
import io.callstream.kafka.connect.twilio.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hundred accounts with an endless past, in one task that Connect does not poll. */
class RowsHeldTest {

    /** More than an action ever takes to come to its next call of the API. */
    private static final int ACTIONS_BETWEEN_CALLS = 20;

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final int ACCOUNTS = 100;
    private static final int PAGE_SIZE = 50;
    private static final int BUDGET = 1000;
    private static final int PAGES_EACH = 3;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final RowBudget budget = new RowBudget(BUDGET, BUDGET, timer);
    private final TwilioCallsTaskConfig config = config();
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<String, Endless> apis = new LinkedHashMap<>();
    private final List<AccountReader> readers = new ArrayList<>();
    private final Queue<Handover.Page> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void startReaders() throws Exception {
        for (int i = 0; i < ACCOUNTS; i++) {
            String account = "AC%032x".formatted(i);
            apis.put(account, new Endless());
            AccountReader reader = reader(account, apis.get(account));
            readers.add(reader);
            reader.start();
        }
        settle();
    }

    @AfterEach
    void stop() {
        readers.forEach(AccountReader::close);
        timer.shutdownNow();
        assertThat(failures).isEmpty();
    }

    @Test
    void holdsNoMoreRecordsThanTheBudgetHoweverManyAccountsThereAre() {
        assertThat(recordsWaiting()).isPositive().isLessThanOrEqualTo(BUDGET);
    }

    /** An account of which Connect has taken a page reads another; none is left out. */
    @Test
    void readsOfAllAccountsInTurnAsConnectTakesTheirPages() throws Exception {
        Map<String, Integer> atFirst = new HashMap<>();
        waiting.forEach(page -> atFirst.merge(accountOf(page), 1, Integer::sum));
        Map<String, Integer> taken = new HashMap<>();
        while (taken.size() < ACCOUNTS || Collections.min(taken.values()) < PAGES_EACH) {
            Handover.Page page = waiting.remove();
            taken.merge(accountOf(page), 1, Integer::sum);
            page.taken().run();
            settle();
            assertThat(recordsWaiting()).isPositive().isLessThanOrEqualTo(BUDGET);
        }
        assertThat(taken).allSatisfy((account, pages) -> assertThat(pages - atFirst.getOrDefault(account, 0))
                .isLessThanOrEqualTo(2 * PAGES_EACH));
    }

    /** The past of the others occupies its whole budget, and not that of current changes. */
    @Test
    void readsCurrentChangesWhileTheBackfillsWaitForConnect() throws Exception {
        assertThat(recordsWaiting()).isGreaterThan(BUDGET - PAGE_SIZE);
        Endless current = new Endless();
        current.changes = newRows(PAGE_SIZE, Duration.ofSeconds(1));
        AccountReader reader = reader("AC" + "f".repeat(32), current);
        readers.add(reader);
        reader.start();
        settle();
        assertThat(waiting.stream().filter(page -> page.records()
                        .get(0)
                        .sourcePartition()
                        .get("window")
                        .equals("rolling")))
                .hasSize(1);
    }

    private static String accountOf(Handover.Page page) {
        return (String) page.records().get(0).sourcePartition().get("account_sid");
    }

    private int recordsWaiting() {
        return waiting.stream().mapToInt(page -> page.records().size()).sum();
    }

    /**
     * Everything runs on this thread and on the timer's: when that has nothing left to do, nothing happens any more. An action
     * may put the next one behind this one's, a few times over, before it calls the API.
     */
    private void settle() throws Exception {
        int before = calls.get();
        for (int quiet = 0; quiet < ACTIONS_BETWEEN_CALLS; quiet++) {
            timer.submit(() -> {}).get();
            if (calls.get() != before) {
                before = calls.get();
                quiet = -1;
            }
        }
    }

    private AccountReader reader(String account, CallsApi api) {
        AccountSource source = new AccountSource(
                account,
                api,
                new StoredOffsets(new MapOffsetStorageReader(new HashMap<>())),
                new PageRecords(account, "calls", Wiring.recordMapper(config)),
                new AccountObserver(
                        new SyncLog(account, () -> 0),
                        new TaskMetrics(MetricRegistry.NONE, List.of(), () -> 0).account(account)));
        return new AccountReader(
                source, config.syncSettings(), new Recorder(), new Polls(() -> 0), budget.share(), timer, () -> 0);
    }

    private static TwilioCallsTaskConfig config() {
        String account = "AC%032x".formatted(0);
        Map<String, String> properties = Map.of(
                "twilio.account.sid",
                account,
                "twilio.auth.token",
                "never sent",
                "page.size",
                Integer.toString(PAGE_SIZE));
        return new TwilioCallsTaskConfig(
                TwilioCallsTaskConfig.of(properties, List.of(List.of(account))).get(0));
    }

    /** Keeps the pages, as a Connect that does not poll. */
    private final class Recorder implements AccountReader.Listener {

        @Override
        public void handOver(Handover.Page page) {
            waiting.add(page);
        }

        @Override
        public void readable() {}

        @Override
        public void failed(Throwable cause) {
            failures.add(cause);
        }
    }

    /** Responds at once. Every month of the past is endless; all other lists are empty. */
    private final class Endless implements CallsApi {

        private List<Call> changes = List.of();

        @Override
        public CompletableFuture<AccountFacts> readFacts() {
            return CompletableFuture.completedFuture(new AccountFacts(Optional.empty(), NOW));
        }

        @Override
        public CompletableFuture<CallsReply> send(CallsRequest request, Priority priority) {
            boolean byStatus = request instanceof CallsRequest.FirstPage first
                    && first.filter().status().isPresent();
            List<Call> rows =
                    priority == Priority.BACKFILL && !byStatus ? newRows(PAGE_SIZE, Duration.ofDays(100)) : List.of();
            if (priority == Priority.ROLLING && !byStatus) {
                rows = changes;
            }
            Optional<PageCursor> next = priority == Priority.ROLLING || rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PageCursor("/2010-04-01/Accounts/next-after-" + calls.get()));
            return CompletableFuture.completedFuture(
                    new CallsReply.Page(new CallsPage(rows, next, NOW, Optional.empty(), 0)));
        }
    }

    private List<Call> newRows(int count, Duration age) {
        return IntStream.range(0, count)
                .mapToObj(row -> CallRow.completed(calls.incrementAndGet(), NOW.minus(age))
                        .call())
                .toList();
    }
}

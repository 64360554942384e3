package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import io.callstream.kafka.connect.twilio.api.CallsApi;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.metrics.MetricRegistry;
import io.callstream.kafka.connect.twilio.metrics.TaskMetrics;
import io.callstream.kafka.connect.twilio.offset.MapOffsetStorageReader;
import io.callstream.kafka.connect.twilio.report.AccountObserver;
import io.callstream.kafka.connect.twilio.report.SyncLog;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.sync.CallRow;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import io.callstream.kafka.connect.twilio.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TwilioSimulator simulator;
    private SimulatedAccount account;
    private TwilioCallsTaskConfig config;
    private TwilioClient client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @BeforeEach
    void startSimulator() throws Exception {
        World world = new World(5, NOW);
        account = world.addAccount(
                WorldProfile.LIVELY.history(1500, Duration.ofDays(100)).callsPerHour(0));
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        Map<String, String> properties = TaskHarness.config(simulator, account.sid(), account.authToken());
        properties.put("page.size", "50");
        TwilioCallsSourceConnector connector = new TwilioCallsSourceConnector();
        connector.start(properties);
        config = new TwilioCallsTaskConfig(connector.taskConfigs(1).get(0));
        client = new TwilioClient(Wiring.apiSettings(config));
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
        client.close();
        simulator.close();
    }

    /** A response can arrive before {@code send} has returned its future. */
    @Test
    void processesResponsesThatAreThereAtOnceOneByOne() {
        AccountReader reader = reader(new Immediate(client.account(account.sid())), config.syncSettings(), () -> 0);
        reader.start();
        try {
            Set<String> calls = account.calls().stream().map(SimulatedCall::sid).collect(Collectors.toSet());
            await().atMost(PATIENCE).until(() -> !failures.isEmpty() || keys.size() >= calls.size());
            assertThat(failures).isEmpty();
            assertThat(keys).containsExactlyInAnyOrderElementsOf(calls);
        } finally {
            reader.close();
        }
    }

    /** Sent at once, even if the page held no change: the end of a long call must not wait for the next poll. */
    @Test
    void requestsACallThatLeftTheListsBeforeTheNextPoll() {
        OneOpenCall api = new OneOpenCall();
        AccountReader reader = reader(
                api,
                new SyncSettings(
                        Duration.ofSeconds(2),
                        Duration.ofDays(14),
                        1000,
                        4,
                        new BackfillStart.None(),
                        UserFilters.NONE,
                        false),
                () -> System.nanoTime() / 1_000_000);
        reader.start();
        try {
            await().atMost(PATIENCE).until(() -> !failures.isEmpty() || !keys.isEmpty());
            assertThat(failures).isEmpty();
            assertThat(keys).containsExactly(OneOpenCall.SID);
            assertThat(api.sweepsBeforeItsOwnRequest).isEqualTo(2);
        } finally {
            reader.close();
        }
    }

    private AccountReader reader(CallsApi api, SyncSettings settings, LongSupplier clock) {
        AccountSource source = new AccountSource(
                account.sid(),
                api,
                new StoredOffsets(new MapOffsetStorageReader(new HashMap<>())),
                new PageRecords(account.sid(), "calls", Wiring.recordMapper(config)),
                new AccountObserver(
                        new SyncLog(account.sid(), () -> 0),
                        new TaskMetrics(MetricRegistry.NONE, List.of(), () -> 0).account(account.sid())));
        return new AccountReader(
                source,
                settings,
                new Recorder(),
                new Polls(() -> 0),
                RowBudget.of(settings, timer).share(),
                timer,
                clock);
    }

    /** Takes each page at once, as a fast Connect does. */
    private final class Recorder implements AccountReader.Listener {

        @Override
        public void handOver(Handover.Page page) {
            page.records().forEach(record -> keys.add((String) record.key()));
            page.taken().run();
        }

        @Override
        public void readable() {}

        @Override
        public void failed(Throwable cause) {
            failures.add(cause);
        }
    }

    /** A call of 16 minutes ago, so looked at in each poll of 2 seconds, that is in progress in the first list only. */
    private static final class OneOpenCall implements CallsApi {

        static final String SID = "CA" + "1".repeat(32);

        private final Call open = row("in-progress", NOW.minusSeconds(900)).call(1);
        private final Call completed = row("completed", NOW).call(2);
        private int lists;
        private int sweeps;
        private volatile int sweepsBeforeItsOwnRequest;

        @Override
        public CompletableFuture<AccountFacts> readFacts() {
            return CompletableFuture.completedFuture(new AccountFacts(Optional.empty(), NOW));
        }

        @Override
        public CompletableFuture<CallsReply> send(CallsRequest request, Priority priority) {
            return CompletableFuture.completedFuture(
                    new CallsReply.Page(new CallsPage(rows(request), Optional.empty(), NOW, Optional.empty(), 0)));
        }

        private List<Call> rows(CallsRequest request) {
            if (request instanceof CallsRequest.OneCall) {
                sweepsBeforeItsOwnRequest = sweeps;
                return List.of(completed);
            }
            Optional<String> status =
                    ((CallsRequest.FirstPage) request).filter().status();
            if (status.isEmpty()) {
                sweeps++;
                return List.of(open);
            }
            return status.get().equals("in-progress") && lists++ == 0 ? List.of(open) : List.of();
        }

        private static CallRow row(String status, Instant updated) {
            return new CallRow(SID, status, NOW.minusSeconds(960), updated, NOW.minusSeconds(900), null);
        }
    }

    /** Returns only futures that are complete. */
    private static final class Immediate implements CallsApi {

        private final CallsApi api;

        Immediate(CallsApi api) {
            this.api = api;
        }

        @Override
        public CompletableFuture<AccountFacts> readFacts() {
            return completed(api.readFacts());
        }

        @Override
        public CompletableFuture<CallsReply> send(CallsRequest request, Priority priority) {
            return completed(api.send(request, priority));
        }

        private static <T> CompletableFuture<T> completed(CompletableFuture<T> response) {
            response.join();
            return response;
        }
    }
}

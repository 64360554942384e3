package io.callstream.kafka.connect.twilio.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.offset.MapOffsetStorageReader;
import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.task.TaskHarness;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code accounts=*}: the connector lists the accounts itself. */
class AllAccountsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final WorldProfile FEW =
            WorldProfile.LIVELY.history(3, Duration.ofDays(9)).callsPerHour(0);

    private static final int ATTEMPTS_OF_A_401 = 3;

    private final AtomicInteger reconfigurations = new AtomicInteger();
    private final List<Exception> errors = new CopyOnWriteArrayList<>();
    private final TwilioCallsSourceConnector connector = new TwilioCallsSourceConnector();

    private World world;
    private TwilioSimulator simulator;
    private SimulatedAccount main;
    private Map<String, String> config;

    @BeforeEach
    void startSimulator() throws IOException {
        world = new World(3, NOW);
        main = world.addAccount(FEW);
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        config = TaskHarness.config(simulator, main.sid(), main.authToken());
        config.put("accounts", "*");
        config.put("accounts.refresh.interval.ms", "1000");
        connector.initialize(new SourceConnectorContext() {
            @Override
            public void requestTaskReconfiguration() {
                reconfigurations.incrementAndGet();
            }

            @Override
            public void raiseError(Exception e) {
                errors.add(e);
            }

            @Override
            public OffsetStorageReader offsetStorageReader() {
                return new MapOffsetStorageReader(Map.of());
            }

            @Override
            public PluginMetrics pluginMetrics() {
                throw new UnsupportedOperationException("workers before 4.1 have none");
            }
        });
    }

    @AfterEach
    void stop() {
        connector.stop();
        simulator.close();
    }

    @Test
    void readsAllActiveAccountsExceptThoseExcluded() {
        SimulatedAccount sub = world.addAccount(FEW);
        SimulatedAccount excluded = world.addAccount(FEW);
        world.addAccount(FEW).status("suspended");
        world.addAccount(FEW).status("closed");
        config.put("accounts.exclude", excluded.sid());
        connector.start(config);
        assertThat(accounts(5)).containsExactlyInAnyOrder(List.of(main.sid()), List.of(sub.sid()));
        assertThat(reconfigurations).hasValue(0);
    }

    @Test
    void readsTheListToItsEnd() {
        IntStream.range(0, 1100).forEach(i -> world.addAccount(FEW.history(0, Duration.ofDays(1))));
        connector.start(config);
        assertThat(accounts(3)).hasSize(3).allSatisfy(task -> assertThat(task).hasSizeBetween(367, 368));
    }

    @Test
    void reconfiguresTasksOnlyWhenTheAccountsChange() {
        SimulatedAccount sub = world.addAccount(FEW);
        connector.start(config);
        List<List<String>> before = accounts(10);
        awaitLists(3);
        assertThat(reconfigurations).as("nothing has changed").hasValue(0);

        SimulatedAccount later = world.addAccount(FEW);
        await().atMost(PATIENCE).until(() -> reconfigurations.get() == 1);
        List<List<String>> grown = new ArrayList<>(before);
        grown.add(List.of(later.sid()));
        assertThat(accounts(10)).as("others keep their task").isEqualTo(grown);

        sub.status("suspended");
        await().atMost(PATIENCE).until(() -> reconfigurations.get() == 2);
        assertThat(accounts(10).stream().flatMap(List::stream)).containsExactlyInAnyOrder(main.sid(), later.sid());

        sub.status("active");
        await().atMost(PATIENCE).until(() -> reconfigurations.get() == 3);
        assertThat(accounts(10).stream().flatMap(List::stream)).contains(sub.sid());
        assertThat(errors).isEmpty();
    }

    /** Without a list, the only other choices would be an exception, or no tasks, for which Connect stops the running ones. */
    @Test
    void startWaitsForALateList() {
        simulator.faults().next(Integer.MAX_VALUE, new Fault.Error(503, 0));
        CompletableFuture<Void> start = CompletableFuture.runAsync(() -> connector.start(config));
        await().during(Duration.ofSeconds(6)).atMost(PATIENCE).until(() -> !start.isDone());
        simulator.faults().clear();
        await().atMost(PATIENCE).until(start::isDone);
        assertThat(accounts(2)).containsExactly(List.of(main.sid()));
        assertThat(reconfigurations).as("Connect asks after start() anyway").hasValue(0);
    }

    /** Raised during start(), an error would be lost: the worker sets RUNNING when start() returns. */
    @Test
    void failsToStartIfTheFirstListFails() {
        config.put("twilio.auth.token", "not-the-token");
        assertThatThrownBy(() -> connector.start(config))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Could not list the accounts (accounts=*)")
                .hasMessageContaining("401")
                .hasMessageNotContaining("not-the-token");
        long lists = lists();
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> lists() == lists);
        assertThat(errors).isEmpty();
    }

    @Test
    void keepsTheKnownAccountsWhileListingFails() {
        connector.start(config);
        simulator.faults().next(Integer.MAX_VALUE, new Fault.Error(404, 20404));
        awaitLists(3);
        assertThat(accounts(1)).containsExactly(List.of(main.sid()));
        assertThat(errors).isEmpty();
        assertThat(reconfigurations).hasValue(0);
    }

    /** Failed, it is restarted by {@code onlyFailed=true}, and reads its configuration with the new credential. */
    @Test
    void failsIfTwoListsInARowAreUnauthorized() {
        connector.start(config);
        revokeForLists(Integer.MAX_VALUE);
        await().atMost(PATIENCE).until(() -> !errors.isEmpty());
        assertThat(errors).singleElement().satisfies(error -> assertThat(error)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Could not list the accounts (accounts=*)")
                .hasMessageContaining("401"));
        assertThat(accounts(1)).as("tasks continue").containsExactly(List.of(main.sid()));
        long lists = lists();
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> lists() == lists);
        assertThat(errors).hasSize(1);

        assertThatThrownBy(() -> connector.start(config)).as("restarted").hasMessageContaining("401");
        simulator.faults().clear();
        connector.start(config);
        assertThat(accounts(1)).containsExactly(List.of(main.sid()));
    }

    @Test
    void continuesAfterOneListThatIsUnauthorized() {
        connector.start(config);
        for (int listing = 0; listing < 2; listing++) {
            revokeForLists(1);
            awaitLists(ATTEMPTS_OF_A_401 + 1);
        }
        assertThat(errors).isEmpty();
    }

    private void revokeForLists(int lists) {
        int requests = lists == Integer.MAX_VALUE ? lists : lists * ATTEMPTS_OF_A_401;
        simulator
                .faults()
                .next(requests, url -> url.encodedPath().endsWith("/Accounts.json"), new Fault.Error(401, 20003));
    }

    private void awaitLists(int more) {
        long before = lists();
        await().atMost(PATIENCE).until(() -> lists() >= before + more);
    }

    private long lists() {
        return simulator.served().stream()
                .filter(served -> served.url().encodedPath().endsWith("/Accounts.json"))
                .count();
    }

    private List<List<String>> accounts(int maxTasks) {
        return connector.taskConfigs(maxTasks).stream()
                .map(task -> new TwilioCallsTaskConfig(task).taskAccounts())
                .toList();
    }
}

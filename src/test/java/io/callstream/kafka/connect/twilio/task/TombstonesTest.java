package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.api.Clocks;
import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.HandmadeCall;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tombstones follow only deletes, not rows that are missing or requests that fail. */
class TombstonesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CALLS = 40;
    private static final int PAGE_SIZE = 10;

    private static final Predicate<HttpUrl> PAST_THE_FIRST_PAGE = url -> url.queryParameter("PageToken") != null;
    private static final Predicate<HttpUrl> ONE_CALL = url -> url.encodedPath().contains("/Calls/");

    private final List<HandmadeCall> calls = new ArrayList<>();
    private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();
    private final AtomicLong advanced = new AtomicLong();
    private final Clocks clocks =
            new Clocks(() -> NOW.plusNanos(advanced.get()), () -> System.nanoTime() + advanced.get());
    private TwilioSimulator simulator;
    private Map<String, String> config;

    @BeforeEach
    void startSimulator() throws IOException {
        World world = new World(3, NOW);
        SimulatedAccount account = world.addAccount(
                WorldProfile.LIVELY.history(0, Duration.ofDays(1)).callsPerHour(0));
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        config = TaskHarness.config(simulator, account.sid(), account.authToken());
        config.put("tombstones.on.delete", "true");
        config.put("page.size", Integer.toString(PAGE_SIZE));
        config.put("retry.backoff.max.ms", "20");
        for (int i = 0; i < CALLS; i++) {
            calls.add(simulator.create(account).ring().answer().complete().price("-0.01300"));
        }
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void emitsOneTombstoneForADelete() throws Exception {
        try (TaskHarness task = TaskHarness.start(config, offsets, clocks)) {
            awaitAllCalls(task);

            calls.get(CALLS / 2).delete();

            awaitTombstoneOf(calls.get(CALLS / 2), task);
        }
    }

    /** Each sweep starts, fails in every way in which a request can fail, and is abandoned when its cursor is rejected. */
    @Test
    void emitsNoTombstoneBecauseOfFailedRequests() throws Exception {
        try (TaskHarness task = TaskHarness.start(config, offsets, clocks)) {
            awaitAllCalls(task);
            advance(Duration.ofMinutes(5));
            fail(
                    100,
                    PAST_THE_FIRST_PAGE,
                    new Fault.Error(500, 20500),
                    new Fault.Error(401, 20003),
                    new Fault.TruncatedBody(),
                    new Fault.Error(503, 0),
                    new Fault.Error(400, 20001));
            simulator.forgetServed();
            awaitServed(5, served -> served.status().orElse(0) == 400, task);
            assertThat(tombstones(task)).as("tombstones while requests fail").isEmpty();

            simulator.faults().clear();
            simulator.forgetServed();
            advance(Duration.ofMinutes(2));
            awaitServed(3 * CALLS / PAGE_SIZE, served -> PAST_THE_FIRST_PAGE.test(served.url()), task);
            assertThat(tombstones(task)).as("tombstones after the failures").isEmpty();
            assertThat(simulator.served())
                    .as("no request for a call that a complete sweep shows")
                    .noneMatch(served -> ONE_CALL.test(served.url()));

            calls.get(CALLS / 2).delete();

            awaitTombstoneOf(calls.get(CALLS / 2), task);
        }
    }

    @Test
    void emitsATombstoneOnlyAfterA404OfTheCall() throws Exception {
        try (TaskHarness task = TaskHarness.start(config, offsets, clocks)) {
            awaitAllCalls(task);
            fail(
                    1000,
                    ONE_CALL,
                    new Fault.Error(500, 20500),
                    new Fault.Error(401, 20003),
                    new Fault.Reset(),
                    new Fault.Html(200));

            calls.get(CALLS / 2).delete();
            advance(Duration.ofMinutes(5));

            awaitServed(20, served -> ONE_CALL.test(served.url()), task);
            assertThat(tombstones(task)).as("tombstones without a 404").isEmpty();
            simulator.faults().clear();
            awaitTombstoneOf(calls.get(CALLS / 2), task);
        }
    }

    /** In such a list, a call that left the status and a deleted one look the same. */
    @Test
    void infersNoDeleteWithAStatusFilter() throws Exception {
        config.put("filter.status", "completed");
        try (TaskHarness task = TaskHarness.start(config, offsets, clocks)) {
            awaitAllCalls(task);

            calls.get(CALLS / 2).delete();
            advance(Duration.ofMinutes(5));

            simulator.forgetServed();
            awaitServed(3 * CALLS / PAGE_SIZE, served -> PAST_THE_FIRST_PAGE.test(served.url()), task);
            assertThat(tombstones(task)).isEmpty();
        }
    }

    /**
     * A limit that the docs state: what a task that failed at a tombstone has stored says nothing of the call, and no list
     * shows it.
     */
    @Test
    void doesNotRepeatATombstoneThatWasNotStored() throws Exception {
        Map<Map<String, ?>, Map<String, Object>> storedBefore;
        try (TaskHarness task = TaskHarness.start(config, offsets, clocks)) {
            awaitAllCalls(task);
            storedBefore = new HashMap<>(offsets);
            calls.get(CALLS / 2).delete();
            awaitTombstoneOf(calls.get(CALLS / 2), task);
        }
        try (TaskHarness task = TaskHarness.start(config, storedBefore, clocks)) {
            awaitServed(CALLS / PAGE_SIZE, served -> PAST_THE_FIRST_PAGE.test(served.url()), task);
            advance(Duration.ofMinutes(5));
            simulator.forgetServed();
            awaitServed(3 * CALLS / PAGE_SIZE, served -> PAST_THE_FIRST_PAGE.test(served.url()), task);
            assertThat(tombstones(task)).isEmpty();

            calls.get(1).delete();

            awaitTombstoneOf(calls.get(1), task);
        }
    }

    /** Advances Twilio's clock and those of the worker. */
    private void advance(Duration by) {
        advanced.addAndGet(by.toNanos());
        simulator.clock().advance(by);
    }

    /** Makes the next matching requests fail, with each fault in turn. */
    private void fail(int rounds, Predicate<HttpUrl> requests, Fault... faults) {
        for (int round = 0; round < rounds; round++) {
            for (Fault fault : faults) {
                simulator.faults().next(1, requests, fault);
            }
        }
    }

    private void awaitAllCalls(TaskHarness task) {
        Set<String> sids = calls.stream().map(HandmadeCall::sid).collect(Collectors.toSet());
        await().atMost(PATIENCE).until(() -> task.poll().stream()
                .map(SourceRecord::key)
                .collect(Collectors.toSet())
                .containsAll(sids));
    }

    private void awaitServed(int times, Predicate<TwilioSimulator.Served> what, TaskHarness task) {
        await().atMost(PATIENCE).until(() -> {
            task.poll();
            return simulator.served().stream().filter(what).count() >= times;
        });
    }

    /** Waits for one tombstone, and checks that another full sweep adds none. */
    private void awaitTombstoneOf(HandmadeCall call, TaskHarness task) throws InterruptedException {
        await().atMost(PATIENCE).until(() -> {
            advance(Duration.ofSeconds(30));
            return !tombstones(task).isEmpty();
        });
        simulator.forgetServed();
        awaitServed(CALLS / PAGE_SIZE, served -> PAST_THE_FIRST_PAGE.test(served.url()), task);
        assertThat(tombstones(task)).singleElement().satisfies(tombstone -> {
            assertThat(tombstone.key()).isEqualTo(call.sid());
            assertThat(tombstone.valueSchema()).isNull();
        });
    }

    private static List<SourceRecord> tombstones(TaskHarness task) throws InterruptedException {
        return task.poll().stream().filter(record -> record.value() == null).toList();
    }
}

package io.callstream.kafka.connect.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.list.ListBehaviour;
import io.callstream.kafka.connect.twilio.simulator.world.HandmadeCall;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.task.TaskHarness;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TwilioCallsSourceTaskTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private World world;
    private TwilioSimulator simulator;
    private SimulatedAccount account;
    private Map<String, String> config;
    private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();

    @BeforeEach
    void startSimulator() throws IOException {
        world = new World(3, NOW);
        account = world.addAccount(
                WorldProfile.LIVELY.history(1500, Duration.ofDays(100)).callsPerHour(0));
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        config = TaskHarness.config(simulator, account.sid(), account.authToken());
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                filter("filter.to", SimulatedCall::to),
                filter("filter.from", SimulatedCall::from),
                filter("filter.status", call -> call.at(NOW).status()),
                filter("filter.parent.call.sid", call -> call.parentCallSid().orElse("")));
    }

    private static Arguments filter(String key, Function<SimulatedCall, String> value) {
        return Arguments.of(key, value);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void appliesEachFilter(String key, Function<SimulatedCall, String> value) throws Exception {
        String wanted = account.calls().stream()
                .map(value)
                .filter(text -> !text.isEmpty() && !text.equals("completed"))
                .findFirst()
                .orElseThrow();
        config.put(key, wanted);

        Set<String> expected = account.sids(NOW, call -> value.apply(call).equals(wanted));
        assertThat(expected).isNotEmpty().hasSizeLessThan(account.calls().size());
        awaitExactly(expected);
        assertThat(simulator.served())
                .allMatch(
                        served -> !served.isPage() || wanted.equals(served.url().queryParameter(parameter(key))));
    }

    @Test
    void readsCallsFromTheStartDateOn() throws Exception {
        config.put("backfill.start.date", "2026-11-10");
        Instant from = Instant.parse("2026-11-10T00:00:00Z");

        awaitExactly(account.sids(NOW, call -> {
            Instant start = call.at(NOW).start();
            return start == null ? !call.created().isBefore(from) : !start.isBefore(from);
        }));
    }

    @Test
    void readsNoBackfillIfConfiguredSo() throws Exception {
        config.put("backfill.start.date", "none");
        try (TaskHarness task = TaskHarness.start(config, offsets)) {
            awaitPolls(3, task);
            Set<String> justChanged =
                    account.sids(NOW, call -> !call.at(NOW).from().isBefore(NOW.minusSeconds(61)));
            assertThat(task.poll()).allSatisfy(record -> assertThat(justChanged).contains((String) record.key()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsAllCallsInAnyOrderOfTheList(ListBehaviour.Order order) throws Exception {
        simulator.behave(ListBehaviour.USUAL.order(order).timeOfDayCounts(order == ListBehaviour.Order.OLDEST_FIRST));
        awaitExactly(account.sids(NOW, call -> true));
    }

    @Test
    void readsAllCallsThroughTransientFaults() throws Exception {
        config.put("page.size", "100");
        config.put("read.timeout.ms", "500");
        List.of(
                        new Fault.Error(500, 20500),
                        new Fault.Error(503, 0),
                        new Fault.Error(429, 20429),
                        new Fault.Reset(),
                        new Fault.TruncatedBody(),
                        new Fault.Html(502),
                        new Fault.NoResponse(),
                        new Fault.Error(401, 20003),
                        new Fault.StaleRead(Duration.ofSeconds(30)))
                .forEach(fault ->
                        simulator.faults().next(2, url -> url.encodedPath().endsWith("Calls.json"), fault));
        awaitExactly(account.sids(NOW, call -> true));
    }

    @Test
    void rereadsAWindowWhenItsCursorIsRejected() throws Exception {
        config.put("page.size", "50");
        simulator.faults().next(3, url -> url.queryParameter("PageToken") != null, new Fault.Error(400, 20001));
        try (TaskHarness task = TaskHarness.start(config, offsets)) {
            await().atMost(PATIENCE).until(() -> keys(task).containsAll(account.sids(NOW, call -> true)));
        }
    }

    @Test
    void resumesFromTheStoredOffsets() throws Exception {
        awaitExactly(account.sids(NOW, call -> true));
        simulator.forgetServed();

        try (TaskHarness task = TaskHarness.start(config, offsets)) {
            awaitPolls(5, task);
            assertThat(simulator.served())
                    .as("no window of the backfill is read again")
                    .noneMatch(served -> served.url().queryParameter("StartTime<") != null);
        }
    }

    @Test
    void readsAllCallsWithAnApiKey() throws Exception {
        config.remove("twilio.auth.token");
        config.put("twilio.api.key.sid", account.apiKey().sid());
        config.put("twilio.api.key.secret", account.apiKey().secret());
        config.put("retry.backoff.max.ms", "10");
        awaitExactly(account.sids(NOW, call -> true));
    }

    @Test
    void emitsEachStateOfACallOnce() throws Exception {
        config.put("backfill.start.date", "none");
        try (TaskHarness task = TaskHarness.start(config, offsets)) {
            awaitPolls(2, task);
            HandmadeCall call = simulator.create(account);
            awaitLast(task, call.sid(), "queued", Optional.empty());
            for (Step step : List.of(
                    new Step(HandmadeCall::ring, "ringing", Optional.empty()),
                    new Step(HandmadeCall::answer, "in-progress", Optional.empty()),
                    new Step(HandmadeCall::complete, "completed", Optional.empty()),
                    new Step(ended -> ended.price("-0.01300"), "completed", Optional.of("-0.01300000")),
                    new Step(priced -> priced.price("-0.01500"), "completed", Optional.of("-0.01500000")))) {
                simulator.clock().advance(Duration.ofSeconds(5));
                step.move().apply(call);
                awaitLast(task, call.sid(), step.status(), step.price());
            }
            assertThat(task.poll().stream().filter(record -> call.sid().equals(record.key())))
                    .as("each state once")
                    .hasSize(6);
        }
    }

    private record Step(UnaryOperator<HandmadeCall> move, String status, Optional<String> price) {}

    private void awaitPolls(int polls, TaskHarness task) {
        await().atMost(PATIENCE).until(() -> {
            task.poll();
            return simulator.served().stream()
                            .filter(TwilioSimulator.Served::isPage)
                            .count()
                    >= polls;
        });
    }

    private static void awaitLast(TaskHarness task, String sid, String status, Optional<String> price) {
        await().atMost(PATIENCE).until(() -> task.poll().stream()
                .filter(record -> sid.equals(record.key()))
                .reduce((earlier, later) -> later)
                .map(record -> (Struct) record.value())
                .filter(value -> value.getString("status").equals(status))
                .filter(value -> Optional.ofNullable(value.get("price"))
                        .map(Object::toString)
                        .equals(price))
                .isPresent());
    }

    @Test
    void failsIfTheAccountCannotBeRead() {
        config.put("twilio.auth.token", "another-secret");
        try (TaskHarness task = TaskHarness.start(config, offsets)) {
            assertThatThrownBy(() -> await().atMost(PATIENCE).until(() -> task.poll() == null))
                    .hasRootCauseInstanceOf(Exception.class)
                    .rootCause()
                    .hasMessageContaining("401")
                    .hasMessageContaining(account.sid())
                    .hasMessageNotContaining("another-secret");
        }
    }

    @Test
    void skipsAnUnreadableAccountIfConfiguredSo() throws Exception {
        SimulatedAccount other = world.addAccount(
                WorldProfile.LIVELY.history(50, Duration.ofDays(9)).callsPerHour(0));
        SimulatedAccount suspended = world.addAccount(
                WorldProfile.LIVELY.history(50, Duration.ofDays(9)).callsPerHour(0));
        suspended.status("suspended");
        String unknown = "AC" + "f".repeat(32);
        config.put("accounts", String.join(",", unknown, account.sid(), suspended.sid(), other.sid()));
        config.put("account.error.mode", "skip");
        try (TaskHarness task = TaskHarness.start(config, offsets)) {
            await().atMost(PATIENCE).until(() -> keys(task).containsAll(account.sids(NOW, call -> true)));
            await().atMost(PATIENCE)
                    .until(() -> task.poll().stream()
                                    .filter(record -> other.sid().equals(((Struct) record.value()).get("account_sid")))
                                    .count()
                            >= 50);
        }

        config.put("account.error.mode", "fail");
        try (TaskHarness task = TaskHarness.start(config, offsets)) {
            assertThatThrownBy(() -> await().atMost(PATIENCE).until(() -> task.poll() == null))
                    .rootCause()
                    .message()
                    .matches(message -> message.contains(unknown) || message.contains(suspended.sid()));
        }
    }

    private void awaitExactly(Set<String> expected) {
        try (TaskHarness task = TaskHarness.start(config, offsets)) {
            await().atMost(PATIENCE).until(() -> keys(task).containsAll(expected));
            assertThat(keys(task)).isEqualTo(expected);
            assertThat(task.poll()).as("each once").hasSameSizeAs(expected);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException(e);
        }
    }

    private static Set<String> keys(TaskHarness task) throws InterruptedException {
        return task.poll().stream().map(record -> (String) record.key()).collect(Collectors.toSet());
    }

    private static String parameter(String key) {
        return switch (key) {
            case "filter.to" -> "To";
            case "filter.from" -> "From";
            case "filter.status" -> "Status";
            default -> "ParentCallSid";
        };
    }
}

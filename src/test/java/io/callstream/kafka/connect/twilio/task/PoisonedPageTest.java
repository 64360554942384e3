package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page that always fails, while all others can be read: the failure names the way out, and the way out works. */
class PoisonedPageTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final Instant MONTH = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant NEXT_MONTH = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PARTITION = Pattern.compile("\\{\"account_sid\":.*?}");

    private TwilioSimulator simulator;
    private SimulatedAccount account;
    private Map<String, String> config;
    private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();
    private final Set<Object> arrived = new HashSet<>();

    @BeforeEach
    void startSimulator() throws IOException {
        World world = new World(3, NOW);
        account = world.addAccount(
                WorldProfile.LIVELY.history(1500, Duration.ofDays(100)).callsPerHour(0));
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        config = TaskHarness.config(simulator, account.sid(), account.authToken());
        config.put("page.size", "100");
        config.put("retry.timeout.ms", "4000");
        config.put("retry.backoff.max.ms", "200");
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    /** With another page size, the pages begin at other calls. */
    @Test
    void readsEverythingOnceTheNamedOffsetIsResetAndThePageSizeChanged() throws Exception {
        AtomicReference<String> poisoned = new AtomicReference<>();
        poison(url -> {
            poisoned.compareAndSet(null, url.queryParameter("PageToken"));
            return poisoned.get().equals(url.queryParameter("PageToken"));
        });

        Map<String, String> partition = partitionNamedByTheFailure();
        assertThat(partition).containsEntry("window", "backfill:2026-10");
        assertThat(partitionNamedByTheFailure()).as("named after a restart").isEqualTo(partition);

        config.put("page.size", "90");
        Map<Map<String, ?>, Map<String, ?>> reset = new HashMap<>();
        reset.put(partition, null);
        new TwilioCallsSourceConnector().alterOffsets(config, reset);
        assertThat(offsets.remove(partition)).as("the offset of the window").isNotNull();

        awaitAll(account.sids(NOW, call -> true));
    }

    /** Where no page but the first can be read: the rest of this month is skipped, and nothing else. */
    @Test
    void skipsTheRestOfTheWindowThatIsMarkedAsDone() throws Exception {
        poison(url -> true);
        Map<String, String> partition = partitionNamedByTheFailure();

        Map<String, Object> done = new HashMap<>(offsets.get(partition));
        done.remove("page_uri");
        done.put("done", true);
        new TwilioCallsSourceConnector().alterOffsets(config, Map.of(partition, done));
        offsets.put(partition, done);

        awaitAll(account.sids(NOW, call -> !isOfTheMonth(call)));
        assertThat(arrived.containsAll(account.sids(NOW, PoisonedPageTest::isOfTheMonth)))
                .as("all of the month has arrived")
                .isFalse();
    }

    private static boolean isOfTheMonth(SimulatedCall call) {
        Instant start = call.at(NOW).start();
        return start != null && !start.isBefore(MONTH) && start.isBefore(NEXT_MONTH);
    }

    private void poison(Predicate<HttpUrl> pages) {
        simulator
                .faults()
                .next(
                        Integer.MAX_VALUE,
                        url -> "2026-10-01".equals(url.queryParameter("StartTime>"))
                                && url.queryParameter("PageToken") != null
                                && pages.test(url),
                        new Fault.Html(500));
    }

    /** Runs the task until it fails, and returns the source partition that its message names. */
    private Map<String, String> partitionNamedByTheFailure() throws Exception {
        Throwable failure;
        try (TaskHarness task = TaskHarness.start(config, offsets)) {
            failure = catchThrowable(() -> await().atMost(PATIENCE).until(() -> {
                arrive(task);
                return false;
            }));
        }
        while (failure.getCause() != null && !failure.getMessage().startsWith("Account ")) {
            failure = failure.getCause();
        }
        assertThat(failure)
                .hasMessageContaining("Account " + account.sid())
                .hasMessageContaining("PageToken=")
                .hasMessageContaining("backfill:2026-10")
                .hasMessageContaining("docs/troubleshooting.md");
        Matcher named = PARTITION.matcher(failure.getMessage());
        assertThat(named.find()).as(failure.getMessage()).isTrue();
        @SuppressWarnings("unchecked")
        Map<String, String> partition = new ObjectMapper().readValue(named.group(), Map.class);
        return partition;
    }

    private void awaitAll(Set<String> expected) {
        try (TaskHarness task = TaskHarness.start(config, offsets)) {
            await().atMost(PATIENCE).until(() -> {
                arrive(task);
                return arrived.containsAll(expected);
            });
        }
    }

    private void arrive(TaskHarness task) throws InterruptedException {
        for (SourceRecord record : task.poll()) {
            arrived.add(record.key());
        }
    }
}

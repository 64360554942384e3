package io.callstream.kafka.connect.twilio.it.pipeline;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.stack.client.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.client.Truth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Two simulated accounts, and a connector on a real worker that reads them into a topic of their own. */
final class Scene implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(120);

    private static final int ACCOUNTS = 2;

    /** The calendar months of each account's calls, including the one in which it was created. */
    private static final int MONTHS = 4;

    /** The simulated clock lags so that it can be advanced: a broker rejects timestamps in the future. */
    private static final Duration MOST_ADVANCE = Duration.ofDays(1);

    private final ProcessStack stack;
    private final World world;
    private final TwilioSimulator simulator;
    private final ConnectRest connector;
    private final String name;
    private final int pageSize;

    private Scene(
            ProcessStack stack,
            World world,
            TwilioSimulator simulator,
            ConnectRest connector,
            String name,
            int pageSize) {
        this.stack = stack;
        this.world = world;
        this.simulator = simulator;
        this.connector = connector;
        this.name = name;
        this.pageSize = pageSize;
    }

    /**
     * Starts the simulator, but not the connector.
     *
     * @param name of the connector, and of its topic after {@code calls.}
     */
    static Scene open(ProcessStack stack, String name, int callsPerAccount, int callsPerHour, int pageSize)
            throws IOException {
        Instant now = Instant.now().minus(MOST_ADVANCE);
        World world = new World(11, now);
        WorldProfile profile = WorldProfile.LIVELY
                .history(callsPerAccount, Duration.ofDays(75))
                .callsPerHour(callsPerHour);
        for (int i = 0; i < ACCOUNTS; i++) {
            world.addAccount(profile);
        }
        TwilioSimulator simulator = TwilioSimulator.start(world, WorldClock.running(now, 1), 0);
        ConnectRest connector = new ConnectRest(stack.worker().url(), name);
        return new Scene(stack, world, simulator, connector, name, pageSize);
    }

    /** Adds an account that has just been opened. */
    SimulatedAccount addAccount(int calls) {
        return world.addAccount(
                WorldProfile.LIVELY.history(calls, Duration.ofDays(5)).callsPerHour(0));
    }

    TwilioSimulator simulator() {
        return simulator;
    }

    ConnectRest connector() {
        return connector;
    }

    /** Creates the connector. */
    void start() {
        connector.configure(config()).ok();
    }

    Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", TwilioCallsSourceConnector.class.getName());
        config.put("tasks.max", "2");
        config.put("twilio.account.sid", world.mainAccount().sid());
        config.put("twilio.auth.token", world.mainAccount().authToken());
        config.put("twilio.api.url", simulator.baseUrl());
        config.put("accounts", String.join(",", sids()));
        config.put("topic", topicName());
        config.put("poll.interval.ms", "1000");
        config.put("page.size", Integer.toString(pageSize));
        return config;
    }

    private String topicName() {
        return "calls." + name;
    }

    CallsTopic topic() {
        return new CallsTopic(
                stack.bootstrapServers(), stack.registryUrl(), Pattern.compile(Pattern.quote(topicName())));
    }

    /** The number of months in the backfills of all accounts. */
    long months() {
        return (long) ACCOUNTS * MONTHS;
    }

    /** The number of source partitions whose stored offset has a cursor. */
    long committedCursors() {
        long cursors = 0;
        for (JsonNode offset : connector.offsets()) {
            cursors += offset.path("offset").has("page_uri") ? 1 : 0;
        }
        return cursors;
    }

    /** Whether the stored offsets say that every backfill window with calls is complete. */
    boolean isBackfillStored() {
        int windows = 0;
        for (JsonNode offset : connector.offsets()) {
            if (offset.path("partition").path("window").asText().startsWith("backfill:")) {
                windows++;
                if (!offset.path("offset").path("done").asBoolean()) {
                    return false;
                }
            }
        }
        return windows > 0;
    }

    /**
     * The number of pages after the first that rolling sweeps have requested since the simulator's list of requests was
     * cleared. Sweeps read the list without a filter; the backfill filters by start time or status.
     */
    long laterPagesOfSweeps() {
        return simulator.served().stream()
                .filter(TwilioSimulator.Served::isPage)
                .map(served -> served.url().queryParameterNames())
                .filter(names -> names.contains("PageToken"))
                .filter(names -> Set.of("PageToken", "Page", "PageSize").containsAll(names))
                .count();
    }

    /** The number of months of which the first page was requested since the simulator's list of requests was cleared. */
    long firstPagesOfMonths() {
        return simulator.served().stream()
                .filter(served -> served.url().queryParameter("StartTime>") != null)
                .filter(served -> served.url().queryParameter("PageToken") == null)
                .count();
    }

    /** Stops the simulated clock and waits until the topic has the last state of every call. */
    void awaitTruth(CallsTopic topic) {
        awaitTruth(topic, sids());
    }

    /** The same for some of the accounts. */
    void awaitTruth(CallsTopic topic, List<String> accounts) {
        Truth truth = new Truth(simulator.baseUrl(), accounts);
        truth.freeze();
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            topic.drain();
            Truth.Difference difference = truth.compare(topic.last());
            assertThat(difference.missing()).as("missing").isEmpty();
            assertThat(difference.stale()).as("stale").isEmpty();
        });
    }

    /** Waits until the topic has a number of calls. */
    void awaitCalls(CallsTopic topic, int calls) {
        await().atMost(TIMEOUT).until(() -> {
            topic.poll(Duration.ofMillis(200));
            return topic.last().size() >= calls;
        });
    }

    /** Waits until the connector is in one state, and its tasks, one for each account of the start, in another. */
    void awaitStates(String ofConnector, String ofTasks) {
        await().atMost(TIMEOUT).untilAsserted(() -> {
            assertThat(connector.state()).isEqualTo(ofConnector);
            assertThat(connector.taskStates()).hasSize(ACCOUNTS).containsOnly(ofTasks);
        });
    }

    /** Name of the connector. */
    String name() {
        return name;
    }

    List<SimulatedAccount> accounts() {
        return world.accounts();
    }

    List<String> sids() {
        return world.accounts().stream().map(SimulatedAccount::sid).toList();
    }

    @Override
    public void close() {
        connector.delete();
        simulator.close();
    }
}

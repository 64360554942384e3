package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.stack.process.ManagedProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task of a hundred accounts with a past, in a process with a small heap, behind a Kafka that is slower than Twilio: its
 * worker must not run out of memory.
 */
class SmallHeapTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final int ACCOUNTS = 100;
    private static final int CALLS_EACH = 2500;
    private static final String HEAP = "-Xmx256m";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @Test
    void holdsItsRecordsInASmallHeap() throws Exception {
        World world = new World(11, NOW);
        WorldProfile twoMonths =
                WorldProfile.LIVELY.history(CALLS_EACH, Duration.ofDays(50)).callsPerHour(0);
        for (int i = 0; i < ACCOUNTS; i++) {
            world.addAccount(twoMonths);
        }
        String sids = world.accounts().stream().map(SimulatedAccount::sid).collect(Collectors.joining(","));
        try (TwilioSimulator simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
                ManagedProcess task = ManagedProcess.java(
                        "task",
                        List.of(
                                HEAP,
                                "-XX:+ExitOnOutOfMemoryError",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SlowWorker.class.getName(),
                                simulator.baseUrl(),
                                sids,
                                world.mainAccount().authToken()),
                        directory.resolve("task.log"))) {
            assertThat(task.awaitEnd(PATIENCE)).as(task.tail()).isZero();
        }
    }

    /** Polls a task slowly until it has as many pages as it wants, and then until every call has arrived. */
    static final class SlowWorker {

        private static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);

        /** A poll takes the records of a page or two, so a task that holds as much as it may requests hardly more. */
        private static final int FEW_REQUESTS = 20;

        private static final HttpClient HTTP = HttpClient.newHttpClient();

        public static void main(String[] arguments) throws Exception {
            String url = arguments[0];
            String accounts = arguments[1];
            Map<String, String> config = new HashMap<>();
            config.put("twilio.account.sid", accounts.substring(0, accounts.indexOf(',')));
            config.put("twilio.auth.token", arguments[2]);
            config.put("twilio.api.url", url);
            config.put("accounts", accounts);
            try (TaskHarness task = TaskHarness.start(config, new HashMap<>())) {
                AtomicInteger records = new AtomicInteger();
                AtomicInteger requests = new AtomicInteger();
                await().pollInterval(BETWEEN_POLLS).atMost(PATIENCE).until(() -> {
                    records.addAndGet(task.pollOnce());
                    int now = requests(url);
                    int before = requests.getAndSet(now);
                    return records.get() > 0 && now - before <= FEW_REQUESTS;
                });
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .atMost(PATIENCE)
                        .until(() -> records.addAndGet(task.pollOnce()) >= ACCOUNTS * CALLS_EACH);
            }
        }

        private static int requests(String url) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/simulator/served"))
                    .build();
            String body =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return body.split("/Accounts/", -1).length - 1;
        }
    }
}

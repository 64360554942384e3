package io.callstream.kafka.connect.twilio.it.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.stack.client.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Outages of Kafka, the registry and Twilio: once they are over, no call is missing. */
class OutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 60));

    /** Texts of the log lines of a Twilio outage: the first one, the reminders and the last one. */
    private static final String RETRYING = "Retrying in";

    private static final String STILL_FAILING = "requests have been failing for ";
    private static final String RECOVERED = ": recovered after ";

    @AutoClose
    private static ProcessStack stack;

    @BeforeAll
    static void startStack() throws Exception {
        stack = ProcessStack.start(StackFiles.fromBuild("outage-it"));
    }

    @Test
    void losesNothingWhileTheBrokerIsDown() throws Exception {
        try (Scene scene = Scene.open(stack, "no-broker", 2000, 2400, 100);
                CallsTopic topic = scene.topic()) {
            scene.simulator().latency(Duration.ofMillis(100));
            scene.start();
            awaitRecords(topic, 500);

            stack.broker().killHard();
            last(OUTAGE);
            stack.broker().restart();

            await().atMost(Scene.TIMEOUT).until(() -> {
                if (scene.connector().taskStates().contains("FAILED")) {
                    scene.connector().restartFailed(); // a producer may have dropped its records during the outage
                }
                topic.poll(Duration.ofMillis(200));
                return topic.last().size() >= 4000;
            });
            scene.simulator().latency(Duration.ZERO);
            scene.awaitTruth(topic);
            assertThat(topic.wentBack()).as("records older than the one before").isZero();
        }
    }

    @Test
    void continuesWhileTheRegistryHangs() throws Exception {
        try (Scene scene = Scene.open(stack, "no-registry", 1000, 2400, 100);
                CallsTopic topic = scene.topic()) {
            scene.start();
            awaitRecords(topic, 500);

            stack.registry().hang();
            try {
                long before = topic.records();
                last(OUTAGE);
                topic.poll(Duration.ofSeconds(1));
                assertThat(topic.records())
                        .as("records with a cached schema, which need no registry")
                        .isGreaterThan(before);
            } finally {
                stack.registry().resume();
            }
            scene.awaitTruth(topic);
            assertThat(scene.connector().taskStates()).containsOnly("RUNNING");
        }
    }

    /** A new worker has no schema cached, so its first record needs the registry. */
    @Test
    void recoversWhenTheRegistryIsDownAtStart() throws Exception {
        try (Scene scene = Scene.open(stack, "late-registry", 1000, 2400, 100);
                CallsTopic topic = scene.topic()) {
            scene.simulator().latency(Duration.ofMillis(100));
            scene.start();
            awaitRecords(topic, 500);
            long before;
            stack.worker().killHard();
            stack.registry().killHard();
            try {
                topic.drain();
                before = topic.records();
                stack.worker().restart();
                awaitState(scene, "FAILED");
                assertThat(scene.connector().trace())
                        .as("the converter's error, which Connect does not retry")
                        .contains("Failed to serialize Avro data", "Connection refused");
                topic.drain();
                assertThat(topic.records()).as("records written without a registry").isEqualTo(before);

                scene.connector().restartFailed();
                awaitState(scene, "FAILED"); // it fails as long as the registry is down
            } finally {
                stack.registry().restart();
            }
            scene.simulator().clock().advance(Duration.ofMinutes(1));
            scene.connector().restartFailed();
            scene.simulator().latency(Duration.ZERO);
            scene.awaitTruth(topic);
            assertThat(scene.connector().taskStates()).containsOnly("RUNNING");
            assertThat(topic.wentBack()).as("records older than the one before").isZero();
        }
    }

    /** Lasts about two minutes: until the log has three reminders, after 30 s, 60 s and 120 s. */
    @Test
    void recoversFromATwilioOutageOfTwoMinutes() throws Exception {
        try (Scene scene = Scene.open(stack, "no-twilio", 500, 2400, 100);
                CallsTopic topic = scene.topic()) {
            Map<String, String> config = scene.config();
            config.put("accounts", scene.sids().get(0));
            config.put("retry.backoff.ms", "500");
            config.put("retry.backoff.max.ms", "5000");
            scene.connector().configure(config).ok();
            awaitRecords(topic, 500);
            int start = stack.worker().log().length();

            scene.simulator().forgetServed();
            for (int i = 0; i < 2_000; i++) {
                scene.simulator().faults().next(1, new Fault.Error(i % 2 == 0 ? 500 : 503, 20500));
            }
            await().atMost(Scene.TIMEOUT.multipliedBy(3))
                    .until(() -> story(start).stream()
                                    .filter(line -> line.contains(STILL_FAILING))
                                    .count()
                            >= 3);
            int failed = scene.simulator().served().size();
            scene.simulator().faults().clear();

            await().atMost(Scene.TIMEOUT)
                    .until(() -> story(start).stream().anyMatch(line -> line.contains(RECOVERED)));
            scene.awaitTruth(topic, scene.sids().subList(0, 1));
            assertThat(scene.connector().taskStates()).containsOnly("RUNNING");
            assertThat(topic.duplicates()).as("duplicates").isZero();
            assertThat(topic.wentBack()).as("records older than the one before").isZero();
            List<String> story = story(start);
            assertThat(story.get(0)).contains(RETRYING, "Further failures are logged at DEBUG");
            assertThat(story.subList(1, story.size() - 1)).hasSizeBetween(3, 4).allSatisfy(line -> assertThat(line)
                    .contains(STILL_FAILING, " attempts). Last error: "));
            assertThat(story.get(story.size() - 1)).contains(RECOVERED);
            assertThat(failed).as("requests during the outage").isLessThan(1000);
        }
    }

    /** The log's lines about failing requests, from a position on. */
    private static List<String> story(int start) {
        return stack.worker()
                .log()
                .substring(start)
                .lines()
                .filter(line -> line.contains(" WARN io.callstream") || line.contains(" INFO io.callstream"))
                .filter(line -> line.contains("Twilio returned 50") || line.contains(RECOVERED))
                .toList();
    }

    private static void awaitState(Scene scene, String state) {
        await().atMost(Scene.TIMEOUT)
                .until(() -> scene.connector().taskStates().contains(state));
    }

    private static void awaitRecords(CallsTopic topic, long records) {
        await().atMost(Scene.TIMEOUT).until(() -> {
            topic.poll(Duration.ofMillis(100));
            return topic.records() >= records;
        });
    }

    /** Waits for the outage's duration. */
    private static void last(Duration outage) {
        await().pollDelay(outage).atMost(outage.plusSeconds(30)).until(() -> true);
    }
}

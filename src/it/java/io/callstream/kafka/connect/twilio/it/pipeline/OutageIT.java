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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the connector writes to, or what it reads, is gone for a while: afterwards nothing is missing. */
class OutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 60));

    private static final String WELL_AGAIN = ": recovered after ";

    private static ProcessStack stack;

    @BeforeAll
    static void startStack() throws Exception {
        stack = ProcessStack.start(StackFiles.fromBuild("outage-it"));
    }

    @AfterAll
    static void stopStack() throws Exception {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void theBrokerIsDownForAMinute() throws Exception {
        try (Scene scene = Scene.open(stack, "no-broker", 2000, 2400, 100);
                CallsTopic topic = scene.topic()) {
            scene.simulator().latency(Duration.ofMillis(100));
            scene.start();
            awaitRecords(topic, 500);

            stack.broker().killHard();
            last(OUTAGE);
            stack.broker().restart();

            await().atMost(Scene.PATIENCE).until(() -> {
                if (scene.connector().taskStates().contains("FAILED")) {
                    scene.connector().restartFailed(); // a producer may have given up its records meanwhile
                }
                topic.poll(Duration.ofMillis(200));
                return topic.last().size() >= 4000;
            });
            scene.simulator().latency(Duration.ZERO);
            scene.awaitTruth(topic);
            assertThat(topic.wentBack()).as("records older than one before").isZero();
        }
    }

    @Test
    void theRegistryHangsForAMinute() throws Exception {
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
                        .as("a schema that is known needs no registry")
                        .isGreaterThan(before);
            } finally {
                stack.registry().goOn();
            }
            scene.awaitTruth(topic);
            assertThat(scene.connector().taskStates()).containsOnly("RUNNING");
        }
    }

    /** Nothing is cached then: the first record needs the registry. */
    @Test
    void theWorkerStartsWhileTheRegistryIsDown() throws Exception {
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
                        .as("the converter's error, which Connect does not try again")
                        .contains("Failed to serialize Avro data", "Connection refused");
                topic.drain();
                assertThat(topic.records()).as("what was written meanwhile").isEqualTo(before);

                scene.connector().restartFailed();
                awaitState(scene, "FAILED"); // it does not get over it as long as the registry is down
            } finally {
                stack.registry().restart();
            }
            scene.simulator().clock().advance(Duration.ofMinutes(1));
            scene.connector().restartFailed();
            scene.simulator().latency(Duration.ZERO);
            scene.awaitTruth(topic);
            assertThat(scene.connector().taskStates()).containsOnly("RUNNING");
            assertThat(topic.wentBack()).as("records older than one before").isZero();
        }
    }

    /** About two minutes: until the log has reminded three times, after 30 s, 60 s and 120 s. */
    @Test
    void twilioFailsForTwoMinutes() throws Exception {
        try (Scene scene = Scene.open(stack, "no-twilio", 500, 2400, 100);
                CallsTopic topic = scene.topic()) {
            Map<String, String> config = scene.config();
            config.put("accounts", scene.sids().get(0));
            config.put("retry.backoff.ms", "500");
            config.put("retry.backoff.max.ms", "5000");
            scene.connector().configure(config).ok();
            awaitRecords(topic, 500);
            int begin = stack.worker().log().length();

            scene.simulator().forgetServed();
            for (int i = 0; i < 2_000; i++) {
                scene.simulator().faults().next(1, new Fault.Error(i % 2 == 0 ? 500 : 503, 20500));
            }
            await().atMost(Scene.PATIENCE.multipliedBy(3))
                    .until(() -> story(begin).stream()
                                    .filter(line -> line.contains(" requests have been failing for "))
                                    .count()
                            >= 3);
            int failed = scene.simulator().served().size();
            scene.simulator().faults().clear();

            await().atMost(Scene.PATIENCE)
                    .until(() -> story(begin).stream().anyMatch(line -> line.contains(WELL_AGAIN)));
            scene.awaitTruth(topic, scene.sids().subList(0, 1));
            assertThat(scene.connector().taskStates()).containsOnly("RUNNING");
            assertThat(topic.duplicates()).as("repeats").isZero();
            assertThat(topic.wentBack()).as("records older than one before").isZero();
            List<String> story = story(begin);
            assertThat(story.get(0)).contains("Retrying in", "Further failures are logged at DEBUG");
            assertThat(story.subList(1, story.size() - 1)).hasSizeBetween(3, 4).allSatisfy(line -> assertThat(line)
                    .contains("requests have been failing for ", " attempts). Last error: "));
            assertThat(story.get(story.size() - 1)).contains(WELL_AGAIN);
            assertThat(failed).as("requests that the outage took").isLessThan(1000);
        }
    }

    /** What the log tells, from a position on, of requests that fail. */
    private static List<String> story(int begin) {
        return stack.worker()
                .log()
                .substring(begin)
                .lines()
                .filter(line -> line.contains(" WARN io.callstream") || line.contains(" INFO io.callstream"))
                .filter(line -> line.contains("Twilio returned 50") || line.contains(WELL_AGAIN))
                .toList();
    }

    private static void awaitState(Scene scene, String state) {
        await().atMost(Scene.PATIENCE)
                .until(() -> scene.connector().taskStates().contains(state));
    }

    private static void awaitRecords(CallsTopic topic, long records) {
        await().atMost(Scene.PATIENCE).until(() -> {
            topic.poll(Duration.ofMillis(100));
            return topic.records() >= records;
        });
    }

    /** The outage itself is what takes the time. */
    private static void last(Duration outage) {
        await().pollDelay(outage).atMost(outage.plusSeconds(30)).until(() -> true);
    }
}

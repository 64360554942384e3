package io.callstream.kafka.connect.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.stack.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the connector writes to is gone for a minute: afterwards nothing is missing. */
class OutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 60));

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

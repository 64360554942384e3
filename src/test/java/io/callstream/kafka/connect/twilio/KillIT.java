package io.callstream.kafka.connect.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.stack.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A real worker is killed with SIGKILL, again and again, while it reads the past and follows the present: nothing is lost,
 * nothing goes back, and few records repeat.
 *
 * <p>{@code -Dkill.seed=7} kills at other moments, {@code -Dkill.count=30} more often.
 */
class KillIT {

    private static final long SEED = Long.getLong("kill.seed", 1);
    private static final int KILLS = Integer.getInteger("kill.count", 10);
    private static final int CALLS_PER_ACCOUNT = 3000;
    private static final int PAGE_SIZE = 100;

    /** Two accounts, each with four pages under way and eight that wait for Connect. */
    private static final int MOST_REPEATS_PER_KILL = 2 * (4 + 8) * PAGE_SIZE;

    @Test
    void losesNothingHoweverOftenTheWorkerIsKilled() throws Exception {
        Random random = new Random(SEED);
        try (ProcessStack stack = ProcessStack.start(StackFiles.fromBuild("kill-it"));
                Scene scene = Scene.open(stack, "kills", CALLS_PER_ACCOUNT, 2400, PAGE_SIZE);
                CallsTopic topic = scene.topic()) {
            scene.simulator().latency(Duration.ofMillis(100));
            scene.start();
            for (int kill = 1; kill <= KILLS; kill++) {
                long before = topic.records();
                long until = 1 + random.nextInt(2 * CALLS_PER_ACCOUNT / KILLS);
                await("kill " + kill + " of seed " + SEED)
                        .atMost(Scene.PATIENCE)
                        .until(() -> {
                            topic.poll(Duration.ofMillis(20));
                            return topic.records() >= before + until;
                        });
                stack.worker().killHard();
                if (random.nextInt(3) == 0) {
                    scene.simulator().clock().advance(Duration.ofMinutes(random.nextInt(90)));
                }
                stack.worker().restart();
            }
            scene.simulator().latency(Duration.ZERO);
            scene.awaitTruth(topic);

            System.out.printf(
                    "seed %d: %d kills, %,d records, %,d repeats (%.1f per kill), %d went back%n",
                    SEED,
                    KILLS,
                    topic.records(),
                    topic.duplicates(),
                    (double) topic.duplicates() / KILLS,
                    topic.wentBack());
            assertThat(topic.wentBack()).as("records older than one before").isZero();
            assertThat(topic.duplicates()).as("repeats").isLessThanOrEqualTo((long) KILLS * MOST_REPEATS_PER_KILL);
        }
    }
}

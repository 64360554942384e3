package io.callstream.kafka.connect.twilio.it.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.stack.client.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.Stack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Kills a real worker with SIGKILL repeatedly: half of the kills during the backfill, half of them after it, while the
 * worker catches up with the changes since. No call is lost, no state goes back, and duplicates are few.
 *
 * <p>{@code -Dkill.seed=7} kills at other moments, {@code -Dkill.count=30} more often.
 */
class KillIT {

    private static final long SEED = Long.getLong("kill.seed", 1);
    private static final int KILLS_IN_BACKFILL = Integer.getInteger("kill.count", 10) / 2;
    private static final int KILLS_AFTER = Integer.getInteger("kill.count", 10) - KILLS_IN_BACKFILL;

    private static final int ACCOUNTS = 2;
    private static final int CALLS = ACCOUNTS * 6000;
    private static final int CALLS_PER_HOUR = 1200;
    private static final int PAGE_SIZE = 40;
    private static final int REQUESTS = 2;
    private static final Duration LATENCY = Duration.ofMillis(250);

    /** The requests in flight of all accounts, and twice as many pages that wait for Connect. */
    private static final int PAGES_IN_FLIGHT = ACCOUNTS * REQUESTS * 3;

    /** No response takes less than the latency, which bounds the pages between two commits. */
    private static final int PAGES_IN_COMMIT_INTERVAL =
            ACCOUNTS * REQUESTS * (int) Stack.COMMIT_INTERVAL.dividedBy(LATENCY);

    private static final int MOST_REPEATS = (PAGES_IN_FLIGHT + PAGES_IN_COMMIT_INTERVAL) * PAGE_SIZE;

    private final Random random = new Random(SEED);

    @Test
    void losesNothingWhenTheWorkerIsKilledRepeatedly() throws Exception {
        try (ProcessStack stack = ProcessStack.start(StackFiles.fromBuild("kill-it"));
                Scene scene = Scene.open(stack, "kills", CALLS / ACCOUNTS, CALLS_PER_HOUR, PAGE_SIZE);
                CallsTopic topic = scene.topic()) {
            scene.simulator().latency(LATENCY);
            Map<String, String> config = scene.config();
            config.put("max.concurrent.requests", Integer.toString(REQUESTS));
            scene.connector().configure(config).ok();
            List<Long> repeatsBefore = new ArrayList<>();

            for (int kill = 0; kill < KILLS_IN_BACKFILL; kill++) {
                // one in each part of the backfill, so that each kill happens before its end
                long until = (long) (CALLS * (kill + random.nextDouble()) / (KILLS_IN_BACKFILL + 1));
                awaitRecords(topic, topic.records() + 1, until);
                kill(stack, topic, repeatsBefore);
                assertThat(topic.last()).as("calls in the topic when the worker is killed").hasSizeLessThan(CALLS);
                stack.worker().restart();
            }
            await("the end of the backfill").atMost(Scene.TIMEOUT).until(() -> {
                topic.poll(Duration.ofMillis(200));
                return topic.last().size() >= CALLS && scene.isBackfillStored();
            });
            advance(scene);
            for (int kill = 0; kill < KILLS_AFTER; kill++) {
                awaitRecords(topic, topic.records() + 1 + random.nextInt(200), 0);
                kill(stack, topic, repeatsBefore);
                advance(scene);
                stack.worker().restart();
            }
            scene.simulator().latency(Duration.ZERO);
            scene.awaitTruth(topic);

            List<Long> repeats = ofEach(repeatsBefore, topic.duplicates());
            System.out.printf(
                    "seed %d: %,d calls, %,d records; duplicates of each kill in the backfill %s, after it %s, at most %,d;"
                            + " %,d in total; %d records older than the one before%n",
                    SEED,
                    topic.last().size(),
                    topic.records(),
                    repeats.subList(0, KILLS_IN_BACKFILL),
                    repeats.subList(KILLS_IN_BACKFILL, repeats.size()),
                    MOST_REPEATS,
                    topic.duplicates(),
                    topic.wentBack());
            assertThat(topic.wentBack())
                    .as("records older than the one before, seed %d", SEED)
                    .isZero();
            assertThat(repeats).as("duplicates of each kill, seed %d", SEED).allMatch(some -> some <= MOST_REPEATS);
            assertThat(topic.duplicates())
                    .as("duplicates of all kills, seed %d", SEED)
                    .isLessThan(CALLS / 2);
        }
    }

    /**
     * Creates and changes up to some hundred calls, which the next sweep has to read. Until that sweep is complete and its
     * watermark is stored, all that it has read repeats after a kill; several kills in a row happen before that.
     */
    private void advance(Scene scene) {
        scene.simulator().clock().advance(Duration.ofMinutes(3 + random.nextInt(7)));
    }

    private static void awaitRecords(CallsTopic topic, long records, long calls) {
        await("the next kill of seed " + SEED).atMost(Scene.TIMEOUT).until(() -> {
            topic.poll(Duration.ofMillis(20));
            return topic.records() >= records && topic.last().size() >= calls;
        });
    }

    /** Kills the worker, and adds the number of duplicates up to then. */
    private static void kill(ProcessStack stack, CallsTopic topic, List<Long> repeatsBefore) {
        stack.worker().killHard();
        topic.drain();
        repeatsBefore.add(topic.duplicates());
    }

    /** The duplicates between each kill and the next, and after the last. */
    private static List<Long> ofEach(List<Long> repeatsBefore, long inTheEnd) {
        List<Long> repeats = new ArrayList<>();
        for (int kill = 0; kill < repeatsBefore.size(); kill++) {
            long next = kill + 1 < repeatsBefore.size() ? repeatsBefore.get(kill + 1) : inTheEnd;
            repeats.add(next - repeatsBefore.get(kill));
        }
        return repeats;
    }
}

package io.callstream.kafka.connect.twilio.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.sync.RandomHistory.Outcome;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The sync against random histories of an account, in virtual time: nothing lost, nothing backwards, nothing twice. */
class RandomHistoryTest {

    private static final long SEEDS = Long.getLong("history.seeds", 120);

    static LongStream seeds() {
        Long one = Long.getLong("history.seed");
        return one == null ? LongStream.range(0, SEEDS) : LongStream.of(one);
    }

    @Test
    void withoutCrashesEveryStateArrivesOnce() {
        seeds().forEach(seed -> {
            Outcome outcome = new RandomHistory(seed, false).run();
            assertThat(outcome.problems())
                    .as("-Dhistory.seed=%d without crashes", seed)
                    .isEmpty();
            assertThat(outcome.repeats())
                    .as("repeats, -Dhistory.seed=%d without crashes", seed)
                    .isZero();
        });
    }

    @Test
    void withCrashesNothingIsLost() {
        seeds().forEach(seed -> {
            Outcome outcome = new RandomHistory(seed, true).run();
            assertThat(outcome.problems())
                    .as("-Dhistory.seed=%d with crashes", seed)
                    .isEmpty();
        });
    }
}

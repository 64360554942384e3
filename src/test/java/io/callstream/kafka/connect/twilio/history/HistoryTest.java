package io.callstream.kafka.connect.twilio.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.callstream.kafka.connect.twilio.history.plan.Plan;
import io.callstream.kafka.connect.twilio.history.plan.Shrinking;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * All promises hold in random histories: nothing is lost, goes backwards or comes twice, at a bounded number of requests.
 *
 * <p>{@code -Dhistory.seeds=1000000} sets how many seeds to run, {@code -Dhistory.from} the first one, and
 * {@code -Dhistory="seed=27 past_calls=0"} runs a single history, with knobs set by hand.
 */
class HistoryTest {

    private static final long SEEDS = Long.getLong("history.seeds", 10_000);
    private static final long FROM = Long.getLong("history.from", 0);

    @Test
    void everyPromiseIsKeptInEveryHistory() {
        Optional<Plan> one = Optional.ofNullable(System.getProperty("history")).map(Plan::parse);
        if (one.isPresent()) {
            assertThat(History.verdict(one.get()).broken()).isEmpty();
            return;
        }
        Tally tally = new Tally();
        LongStream.range(FROM, FROM + SEEDS)
                .parallel()
                .mapToObj(Plan::of)
                .filter(plan -> !tally.add(History.verdict(plan)).isGood())
                .min(Comparator.comparingLong(Plan::seed))
                .ifPresent(HistoryTest::explain);
        System.out.println(tally);
        assertThat(tally.records()).as("records").isGreaterThan(SEEDS);
    }

    private static void explain(Plan failing) {
        Plan smallest = Shrinking.shrink(failing, plan -> !History.verdict(plan).isGood());
        fail(
                "A promise was broken. Reproduce it with%n  mvn test -Dtest=HistoryTest -Dhistory=\"%s\"%n(found as %s)%n%s"
                        .formatted(
                                smallest,
                                failing,
                                String.join("\n", History.verdict(smallest).broken())));
    }

    /** The totals of all histories. */
    private static final class Tally {

        private final AtomicLong histories = new AtomicLong();
        private final AtomicLong stops = new AtomicLong();
        private final AtomicLong records = new AtomicLong();
        private final AtomicLong requests = new AtomicLong();
        private final AtomicLong repeats = new AtomicLong();
        private final AtomicLong readAgain = new AtomicLong();
        private final AtomicLong worst = new AtomicLong();

        Verdict add(Verdict verdict) {
            histories.incrementAndGet();
            stops.addAndGet(verdict.stops());
            records.addAndGet(verdict.records());
            requests.addAndGet(verdict.requests());
            repeats.addAndGet(verdict.repeats());
            readAgain.addAndGet(verdict.readAgain());
            worst.accumulateAndGet(verdict.worst(), Math::max);
            return verdict;
        }

        long records() {
            return records.get();
        }

        @Override
        public String toString() {
            return ("%,d histories, %,d records, %,d requests, %,d stops; repeats per stop: %.2f on average, %d after"
                            + " the worst; %,d records of windows whose cursor was rejected")
                    .formatted(
                            histories.get(),
                            records.get(),
                            requests.get(),
                            stops.get(),
                            (double) repeats.get() / Math.max(1, stops.get()),
                            worst.get(),
                            readAgain.get());
        }
    }
}

package io.callstream.kafka.connect.twilio.api.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.pace.ModelAccount.Latency;
import io.callstream.kafka.connect.twilio.api.pace.ModelAccount.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for an account's concurrency limit, in virtual time. {@link #main} prints the figures. */
class AdaptiveRequestsTest {

    private static final List<Integer> LIMITS = List.of(1, 2, 8, 100);
    private static final int CAP = 128;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(10);

    static Stream<Arguments> limitsAndCaps() {
        return LIMITS.stream()
                .flatMap(limit -> Stream.of(1, 2, 4, 8, 16, 32, 64, CAP).map(cap -> Arguments.of(limit, cap)));
    }

    @ParameterizedTest
    @MethodSource("limitsAndCaps")
    void usesTheLimitWithAlmostNo429s(int limit, int cap) {
        ModelAccount account = new ModelAccount(limit * 1000L + cap, limit, cap, Latency.PROMPT);

        Measured first = account.run(WARM_UP);
        Measured then = account.run(LONG);

        assertThat(first.count429()).as("429s during the search").isLessThanOrEqualTo(20);
        assertThat(then.used()).as("used").isGreaterThanOrEqualTo(0.99);
        assertThat(then.throttled()).as("429s").isLessThanOrEqualTo(0.01);
        assertThat(account.lost()).isZero();
    }

    /** For the client, requests and responses on the network are in flight, so the account is never quite full. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 100})
    void causesNo429sByALongRoundTrip(int limit) {
        ModelAccount account = new ModelAccount(limit, limit, CAP, Latency.FAR_AWAY);

        account.run(WARM_UP);
        Measured then = account.run(LONG);

        assertThat(then.used()).isGreaterThanOrEqualTo(0.75); // a request is on the network for 120 of 520 ms
        assertThat(then.throttled()).isLessThanOrEqualTo(0.03);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 100})
    void costsLittleWhere429sAreSlow(int limit) {
        ModelAccount account = new ModelAccount(limit, limit, CAP, Latency.SLOW_429S);

        account.run(WARM_UP);
        Measured then = account.run(LONG);

        assertThat(then.used()).isGreaterThanOrEqualTo(0.98);
        assertThat(then.throttled()).isLessThanOrEqualTo(0.01);
    }

    @ParameterizedTest
    @CsvSource({"100, 60", "100, 8", "100, 2", "8, 2", "8, 1", "2, 1"})
    void findsALowerLimitAtOnce(int from, int to) {
        ModelAccount account = new ModelAccount(1, from, CAP, Latency.PROMPT);
        account.run(LONG);

        account.limit(to);
        Measured falling = account.run(Duration.ofSeconds(10));
        Measured then = account.run(LONG);

        assertThat(falling.count429()).as("429s on the way down").isLessThanOrEqualTo(25);
        assertThat(then.used()).isGreaterThanOrEqualTo(0.99);
        assertThat(then.throttled()).isLessThanOrEqualTo(0.01);
        assertThat(account.lost()).isZero();
    }

    /** Within the longest interval between two probes, and a few rounds. */
    @ParameterizedTest
    @CsvSource({"1, 2", "1, 100", "2, 8", "8, 100", "60, 100"})
    void findsAHigherLimitSoon(int from, int to) {
        ModelAccount account = new ModelAccount(1, from, CAP, Latency.PROMPT);
        account.run(LONG);

        account.limit(to);
        account.run(Duration.ofSeconds(10 + 110 / from));
        Measured then = account.run(LONG);

        assertThat(then.used()).isGreaterThanOrEqualTo(0.99);
        assertThat(then.throttled()).isLessThanOrEqualTo(0.01);
    }

    @Test
    void followsALimitThatOthersShare() {
        ModelAccount account = new ModelAccount(7, 8, CAP, Latency.PROMPT);
        account.run(WARM_UP);
        double used = 0;
        double throttled = 0;
        int[] limits = {8, 3, 20, 5, 100, 60, 8, 2, 8, 40};
        for (int limit : limits) {
            account.limit(limit);
            Measured measured = account.run(Duration.ofMinutes(5));
            used += Math.min(1, measured.used()) / limits.length;
            throttled += measured.throttled() / limits.length;
        }

        assertThat(used).isGreaterThanOrEqualTo(0.9);
        assertThat(throttled).isLessThanOrEqualTo(0.01);
        assertThat(account.lost()).isZero();
    }

    @Test
    void backsOffFromAnAccountThatThrottlesEverything() {
        ModelAccount account = new ModelAccount(3, 8, CAP, Latency.PROMPT);
        account.run(LONG);

        account.limit(0);
        account.run(Duration.ofMinutes(5));
        Measured later = account.run(Duration.ofMinutes(5));
        account.limit(8);
        account.run(Duration.ofMinutes(2));
        Measured then = account.run(LONG);

        assertThat(later.count429()).as("in the last 5 minutes").isBetween(3L, 40L);
        assertThat(then.used()).isGreaterThanOrEqualTo(0.99);
        assertThat(account.lost()).isZero();
    }

    /** Prints the figures that the docs quote: over ten seeds, after the warm-up. */
    public static void main(String[] args) {
        System.out.println("| limit | used | throttled | throttled in the first 20 s |");
        System.out.println("|---|---|---|---|");
        int seeds = 10;
        for (int limit : LIMITS) {
            double used = 0;
            double throttled = 0;
            double before = 0;
            for (int seed = 0; seed < seeds; seed++) {
                ModelAccount account = new ModelAccount(seed, limit, CAP, Latency.PROMPT);
                before += (double) account.run(WARM_UP).count429() / seeds;
                Measured then = account.run(LONG);
                used += then.used() / seeds;
                throttled += then.throttled() / seeds;
            }
            System.out.printf(
                    Locale.ROOT, "| %d | %.1f %% | %.2f %% | %.0f |%n", limit, 100 * used, 100 * throttled, before);
        }
    }
}

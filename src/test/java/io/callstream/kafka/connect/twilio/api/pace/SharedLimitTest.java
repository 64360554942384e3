package io.callstream.kafka.connect.twilio.api.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.pace.ModelCredential.Measured;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A limit on the requests of all accounts of a credential, in virtual time. {@link #main} prints the figures. */
class SharedLimitTest {

    private static final int CAP = 4;
    private static final int UNLIMITED = 1000;
    private static final Duration WARM_UP = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration LATENCY = Duration.ofMillis(400);

    @ParameterizedTest
    @CsvSource({"100, 1", "100, 4", "100, 8", "100, 20", "100, 50", "30, 8", "10, 8", "3, 8", "2, 3"})
    void sharesALimitOfTheCredentialFairlyWithAlmostNo429s(int accounts, int limit) {
        ModelCredential credential = new ModelCredential(accounts * 1000L + limit, limit);
        for (int i = 0; i < accounts; i++) {
            credential.add(UNLIMITED, CAP);
        }

        credential.run(WARM_UP);
        Measured then = credential.run(LONG);

        double share = (double) LONG.toMillis() / LATENCY.toMillis() * limit / accounts;
        assertThat(then.throttled()).as("429s").isLessThanOrEqualTo(0.01);
        assertThat(then.successes())
                .as("responses of each account")
                .allSatisfy(responses -> assertThat((double) responses).isGreaterThanOrEqualTo(0.8 * share));
        assertThat(then.longestWait())
                .as("longest wait of an account")
                .isLessThanOrEqualTo(LATENCY.multipliedBy(3)
                        .plus(LATENCY.multipliedBy(2L * accounts).dividedBy(limit)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theLimitOfOneAccountDoesNotSlowTheOthers(int ownLimit) {
        int accounts = 10;
        ModelCredential free = new ModelCredential(5, UNLIMITED);
        ModelCredential limited = new ModelCredential(5, UNLIMITED);
        for (int i = 0; i < accounts; i++) {
            free.add(UNLIMITED, CAP);
            limited.add(i == 0 ? ownLimit : UNLIMITED, CAP);
        }

        Measured expected = free.run(LONG);
        Measured measured = limited.run(LONG);

        // an account that is allowed nothing cannot be told from one that a shared limit starves, which has to be
        // believed
        double left = ownLimit == 0 ? 0.8 : 0.97;
        double share = (double) expected.total() / accounts;
        assertThat(measured.successes().subList(1, accounts))
                .allSatisfy(responses -> assertThat((double) responses).isGreaterThanOrEqualTo(left * share));
        assertThat((double) measured.successes().get(0)).isGreaterThanOrEqualTo(0.97 * share * ownLimit / CAP);
    }

    @ParameterizedTest
    @CsvSource({"30, 1", "10, 2", "8, 3"})
    void findsTheLimitsOfManyAccountsAtOnce(int accounts, int ownLimit) {
        ModelCredential credential = new ModelCredential(9, UNLIMITED);
        for (int i = 0; i < accounts; i++) {
            credential.add(ownLimit, CAP);
        }

        credential.run(WARM_UP);
        Measured then = credential.run(LONG);

        double possible = (double) LONG.toMillis() / LATENCY.toMillis() * accounts * ownLimit;
        assertThat(then.throttled()).as("429s").isLessThanOrEqualTo(0.01);
        assertThat((double) then.total()).isGreaterThanOrEqualTo(0.97 * possible);
    }

    @ParameterizedTest
    @CsvSource({"50, 8", "8, 50", "20, 1", "1, 20"})
    void followsALimitThatChanges(int from, int to) {
        int accounts = 60;
        ModelCredential credential = new ModelCredential(7, from);
        for (int i = 0; i < accounts; i++) {
            credential.add(UNLIMITED, CAP);
        }
        credential.run(LONG);

        credential.limit(to);
        credential.run(Duration.ofSeconds(10 + 110 / from));
        Measured then = credential.run(LONG);

        double possible = (double) LONG.toMillis() / LATENCY.toMillis() * to;
        assertThat(then.throttled()).as("429s").isLessThanOrEqualTo(0.01);
        assertThat((double) then.total()).isGreaterThanOrEqualTo(0.95 * possible);
    }

    /** Prints the figures that the docs quote. */
    public static void main(String[] args) {
        System.out.println(
                "| accounts | limit | used | throttled | throttled in the first minute | longest wait, of its share |");
        System.out.println("|---|---|---|---|---|---|");
        for (int[] sizes :
                new int[][] {{100, 1}, {100, 4}, {100, 8}, {100, 20}, {100, 50}, {30, 8}, {10, 8}, {3, 8}, {2, 3}}) {
            ModelCredential credential = new ModelCredential(sizes[0] * 1000L + sizes[1], sizes[1]);
            for (int i = 0; i < sizes[0]; i++) {
                credential.add(UNLIMITED, CAP);
            }
            Measured first = credential.run(WARM_UP);
            Measured then = credential.run(LONG);
            double possible = (double) LONG.toMillis() / LATENCY.toMillis() * sizes[1];
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %d | %.1f %% | %.2f %% | %d | %.1f |%n",
                    sizes[0],
                    sizes[1],
                    100 * then.total() / possible,
                    100 * then.throttled(),
                    Math.round(first.throttled() * first.total() / (1 - first.throttled())),
                    (double) then.longestWait().toMillis() * sizes[1] / LATENCY.toMillis() / sizes[0]);
        }
    }
}

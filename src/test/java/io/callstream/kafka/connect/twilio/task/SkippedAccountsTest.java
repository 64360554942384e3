package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.log.RecordedLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkippedAccountsTest {

    private final RecordedLog written = new RecordedLog();
    private final SkippedAccounts accounts = new SkippedAccounts(Duration.ofSeconds(300), written.logger());

    /** A closed account is retried every five minutes, forever. */
    @Test
    void logsAnAccountAtGrowingIntervals() {
        for (int i = 0; i < 1000; i++) {
            accounts.failed("AC1");
            accounts.logSkip("AC1", new IllegalStateException("refused."));
        }
        assertThat(written.lines("ERROR"))
                .containsExactly(
                        "ERROR AC1: the account cannot be read. Skipping it; retrying in 5 min. The other accounts"
                                + " continue.");
        assertThat(written.lines("WARN")).hasSize(9);
        assertThat(written.lines("WARN").get(1))
                .isEqualTo(
                        "WARN AC1: the account still cannot be read after 4 attempts. Skipping it; retrying in 5 min."
                                + " Last error: java.lang.IllegalStateException: refused.");
    }

    @Test
    void logsARecoveryAndStartsToCountAgain() {
        accounts.recovered("AC1");
        assertThat(written.lines()).isEmpty();
        accounts.failed("AC1");
        accounts.logSkip("AC1", new IllegalStateException("refused."));
        assertThat(accounts.containsAll(List.of("AC1"))).isTrue();
        assertThat(accounts.containsAll(List.of("AC1", "AC2"))).isFalse();
        accounts.recovered("AC1");
        assertThat(accounts.containsAll(List.of("AC1"))).isFalse();
        accounts.failed("AC1");
        accounts.logSkip("AC1", new IllegalStateException("refused."));
        assertThat(written.lines("ERROR")).hasSize(2);
        assertThat(written.lines("INFO"))
                .containsExactly("INFO AC1: the account recovered. Resuming from its stored offsets.");
    }
}

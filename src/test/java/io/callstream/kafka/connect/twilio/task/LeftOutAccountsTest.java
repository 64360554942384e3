package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.log.RecordedLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftOutAccountsTest {

    private final RecordedLog written = new RecordedLog();
    private final LeftOutAccounts accounts = new LeftOutAccounts(Duration.ofSeconds(300), written.logger());

    /** An account that is closed is tried again every five minutes, for ever. */
    @Test
    void tellsOfAnAccountEverMoreRarely() {
        for (int i = 0; i < 1000; i++) {
            accounts.add("AC1");
            accounts.tell("AC1", new IllegalStateException("refused."));
        }
        assertThat(written.lines("ERROR"))
                .containsExactly(
                        "ERROR AC1: cannot be read, and is left out for 300 s; then it is tried again. The other"
                                + " accounts go on.");
        assertThat(written.lines("WARN")).hasSize(9);
        assertThat(written.lines("WARN").get(1))
                .isEqualTo("WARN AC1: still cannot be read, tried 4 times. It is left out for 300 s again."
                        + " java.lang.IllegalStateException: refused.");
    }

    @Test
    void tellsThatItCanBeReadAgainAndBeginsAnew() {
        accounts.remove("AC1");
        assertThat(written.lines()).isEmpty();
        accounts.add("AC1");
        accounts.tell("AC1", new IllegalStateException("refused."));
        assertThat(accounts.containsAll(List.of("AC1"))).isTrue();
        assertThat(accounts.containsAll(List.of("AC1", "AC2"))).isFalse();
        accounts.remove("AC1");
        assertThat(accounts.containsAll(List.of("AC1"))).isFalse();
        accounts.add("AC1");
        accounts.tell("AC1", new IllegalStateException("refused."));
        assertThat(written.lines("ERROR")).hasSize(2);
        assertThat(written.lines("INFO")).containsExactly("INFO AC1: can be read again, and goes on where it was.");
    }
}

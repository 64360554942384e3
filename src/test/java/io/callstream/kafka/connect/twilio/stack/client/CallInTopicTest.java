package io.callstream.kafka.connect.twilio.stack.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order of a call's states by which tests detect that a topic goes back. */
class CallInTopicTest {

    private static final Instant THEN = Instant.parse("2026-11-23T13:07:11Z");

    @Test
    void laterStatesAreNotOlder() {
        List<CallInTopic> life = List.of(
                call("queued", null, null),
                call("queued", THEN, null),
                call("ringing", THEN, null),
                call("in-progress", THEN, null),
                call("completed", THEN.plusSeconds(9), null),
                call("completed", THEN.plusSeconds(9), "-0.013"),
                call("completed", THEN.plusSeconds(99), null));

        for (int one = 0; one < life.size(); one++) {
            for (int other = 0; other < life.size(); other++) {
                assertThat(life.get(one).isOlderThan(life.get(other)))
                        .as("%s, compared with %s", life.get(one), life.get(other))
                        .isEqualTo(one < other);
            }
        }
    }

    @Test
    void aMissingPriceIsOlderAnotherPriceIsNot() {
        CallInTopic priced = call("completed", THEN, "-0.013");

        assertThat(call("completed", THEN, null).isOlderThan(priced)).isTrue();
        assertThat(call("completed", THEN, "-0.015").isOlderThan(priced)).isFalse();
        assertThat(priced.isOlderThan(call("completed", THEN, "-0.015"))).isFalse();
    }

    private static CallInTopic call(String status, Instant updated, String price) {
        return new CallInTopic(
                "CA1",
                "AC1",
                status,
                Optional.ofNullable(updated),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(price).map(BigDecimal::new));
    }
}

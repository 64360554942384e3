package io.callstream.kafka.connect.twilio.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.sync.CallRow;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpricedTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final CallRow CALL = CallRow.completed(1, NOON);

    private final Unpriced unpriced = new Unpriced(UnpricedCalls.NONE);

    @Test
    void keepsACallUntilItsPriceComes() {
        unpriced.note(CALL.call(), true);
        assertThat(waits(CALL)).isTrue();

        unpriced.note(CALL.priced("-0.01").call(), false);
        assertThat(waits(CALL)).isFalse();
    }

    /** Millions of past calls never got a price: they must not use up the capacity. */
    @Test
    void doesNotKeepACallThatIsNotFollowed() {
        for (int number = 0; number <= UnpricedCalls.CAPACITY; number++) {
            unpriced.note(CallRow.completed(number, NOON).call(), false);
        }
        assertThat(unpriced.snapshot()).isEqualTo(UnpricedCalls.NONE);
    }

    /** Some accounts have more failed calls within the lookback than an offset can hold. */
    @Test
    void doesNotKeepFailedCalls() {
        for (int number = 0; number <= UnpricedCalls.CAPACITY; number++) {
            unpriced.note(CallRow.completed(number, NOON).status("failed").call(), true);
        }
        assertThat(unpriced.snapshot()).isEqualTo(UnpricedCalls.NONE);
    }

    @Test
    void overflowsAboveTheCapacityAndRecovers() {
        for (int number = 1; number <= UnpricedCalls.CAPACITY; number++) {
            unpriced.note(CallRow.completed(number, NOON).call(), true);
        }
        assertThat(unpriced.snapshot().overflowed()).isFalse();

        Call oneMore = CallRow.completed(0, NOON).call();
        unpriced.note(oneMore, true);
        assertThat(unpriced.snapshot()).isEqualTo(UnpricedCalls.OVERFLOW);

        unpriced.remove(oneMore.sid());
        assertThat(waits(CALL)).isTrue();
        assertThat(unpriced.snapshot().hashes()).hasSize(UnpricedCalls.CAPACITY).isSorted();
    }

    /** An unknown status may be one in which calls end and get a price. */
    @ParameterizedTest
    @CsvSource({
        "completed, true",
        "unknown, true",
        "voicemail, true",
        "busy, false",
        "failed, false",
        "no-answer, false",
        "canceled, false",
        "in-progress, false",
        "queued, false",
    })
    void keepsACallIfItsStatusMayGetAPrice(String status, boolean may) {
        unpriced.note(CALL.status(status).call(), true);

        assertThat(waits(CALL)).isEqualTo(may);
    }

    private boolean waits(CallRow row) {
        UnpricedCalls now = unpriced.snapshot();
        assertThat(now.overflowed()).isFalse();
        return now.mayContain(SidKey.of(row.sid()).hash());
    }
}

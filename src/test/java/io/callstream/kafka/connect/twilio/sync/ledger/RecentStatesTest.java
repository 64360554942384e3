package io.callstream.kafka.connect.twilio.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.sync.CallRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentStatesTest {

    private static final Instant CREATED = Instant.parse("2026-08-14T09:00:00Z");

    private final RecentStates states = new RecentStates();

    @Test
    void knowsAStateAndNoOther() {
        CallRow row = CallRow.completed(1, CREATED);
        assertThat(states.add(row.call())).isTrue();
        assertThat(states.add(row.call())).isFalse();

        assertThat(states.add(row.priced("-0.01").call())).isTrue();
        assertThat(states.add(CallRow.completed(2, CREATED).call())).isTrue();
    }

    @Test
    void remembersItsCapacityAndAtMostTwiceAsMuch() {
        for (int call = 0; call < 10 * RecentStates.CAPACITY; call++) {
            assertThat(states.add(CallRow.completed(call, CREATED).call())).isTrue();
            int capacityAgo = Math.max(0, call - RecentStates.CAPACITY + 1);
            assertThat(states.add(CallRow.completed(capacityAgo, CREATED).call()))
                    .isFalse();
        }
        assertThat(states.add(
                        CallRow.completed(7 * RecentStates.CAPACITY, CREATED).call()))
                .isTrue();
    }
}

package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.sync.model.WindowId;
import io.callstream.kafka.connect.twilio.sync.model.WindowState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Connect stored for an account before this start.
 *
 * @param rolling the state of the rolling windows, if any record of theirs was ever acknowledged
 * @param backfill the states of the backfill windows that have one
 */
public record RestoredAccount(Optional<WindowState.Rolling> rolling, Map<WindowId, WindowState.Backfill> backfill) {

    /** An account that was never read before. */
    public static final RestoredAccount NOTHING = new RestoredAccount(Optional.empty(), Map.of());

    /** When the connector first started for the account: the earliest that any offset says. */
    Optional<Instant> started() {
        Stream<Instant> rollingStarted = rolling.stream().map(WindowState.Rolling::started);
        Stream<Instant> backfillStarted = backfill.values().stream().map(WindowState.Backfill::started);
        return Stream.concat(rollingStarted, backfillStarted).min(Instant::compareTo);
    }

    /** The backfill states that say something of unpriced calls which no later rolling state has taken over. */
    Stream<WindowState.Backfill> backfillSavedAfterRolling() {
        return backfill.values().stream()
                .filter(state -> rolling.isEmpty()
                        || !state.saved().isBefore(rolling.get().saved()));
    }
}

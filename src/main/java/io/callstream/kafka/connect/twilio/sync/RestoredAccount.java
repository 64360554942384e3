package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Connect stored for an account before this start.
 *
 * @param rolling the state of the rolling windows, if any record of theirs was ever acknowledged
 * @param backfill the states of the backfill windows that have one
 */
public record RestoredAccount(Optional<WindowState.Rolling> rolling, Map<WindowId, WindowState.Backfill> backfill) {

    /** The state of an account that was never read before. */
    public static final RestoredAccount NOTHING = new RestoredAccount(Optional.empty(), Map.of());

    /**
     * The part that counts with these filters: a state that was stored under others belongs to another list. A backfill
     * window of an earlier first start does not count either: it knows nothing of the calls made until the present one.
     */
    public RestoredAccount with(FilterHash filters) {
        Optional<WindowState.Rolling> sameRolling =
                rolling.filter(state -> state.filters().equals(filters));
        Instant from = sameRolling.map(WindowState.Rolling::started).orElse(Instant.MIN);
        Map<WindowId, WindowState.Backfill> sameBackfill = backfill.entrySet().stream()
                .filter(window -> window.getValue().filters().equals(filters))
                .filter(window -> !window.getValue().started().isBefore(from))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        return new RestoredAccount(sameRolling, sameBackfill);
    }

    /** How many windows have a state. */
    int windows() {
        return backfill.size() + (rolling.isPresent() ? 1 : 0);
    }

    /** When the connector first started for the account: the earliest that any offset says. */
    Optional<Instant> started() {
        Stream<Instant> rollingStarted = rolling.stream().map(WindowState.Rolling::started);
        Stream<Instant> backfillStarted = backfill.values().stream().map(WindowState.Backfill::started);
        return Stream.concat(rollingStarted, backfillStarted).min(Instant::compareTo);
    }

    /** When the latest state was saved. */
    Optional<Instant> saved() {
        Stream<Instant> rollingSaved = rolling.stream().map(WindowState.Rolling::saved);
        Stream<Instant> backfillSaved = backfill.values().stream().map(WindowState.Backfill::saved);
        return Stream.concat(rollingSaved, backfillSaved).max(Instant::compareTo);
    }

    /** The backfill states whose unpriced calls no later rolling state has taken over. */
    public Stream<WindowState.Backfill> backfillSavedAfterRolling() {
        return backfill.values().stream()
                .filter(state -> rolling.isEmpty()
                        || !state.saved().isBefore(rolling.get().saved()));
    }
}

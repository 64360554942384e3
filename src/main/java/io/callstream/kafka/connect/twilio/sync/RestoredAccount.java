package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /**
     * The part that the clocks do not contradict: a time that has not come yet would hide every change until it comes. A
     * window without a watermark that counts takes that of the next deeper one, which held its calls, too; or the time of
     * the first start, since when the rolling windows have followed the account.
     *
     * @param facts the clocks now; a state may be ahead of them by as much as replicas lag
     */
    public RestoredAccount notAfter(AccountFacts facts) {
        Instant limit = facts.latest().plus(ReplicaLag.MAX);
        Map<WindowId, WindowState.Backfill> pastBackfill = backfill.entrySet().stream()
                .filter(window -> !window.getValue().started().isAfter(limit))
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, window -> notAfter(window.getValue(), limit, facts.readAt())));
        return new RestoredAccount(
                rolling.filter(state -> !state.started().isAfter(limit)).map(state -> notAfter(state, limit)),
                pastBackfill);
    }

    private static WindowState.Backfill notAfter(WindowState.Backfill state, Instant limit, Instant now) {
        return state.saved().isAfter(limit)
                ? new WindowState.Backfill(
                        state.started(), now, state.filters(), state.cursor(), state.done(), state.unpriced())
                : state;
    }

    private static WindowState.Rolling notAfter(WindowState.Rolling state, Instant limit) {
        SortedMap<Duration, Instant> watermarks = new TreeMap<>();
        Instant deeper = ReplicaLag.settledAt(state.started());
        List<Duration> deepestFirst = new ArrayList<>(state.watermarks().keySet());
        Collections.reverse(deepestFirst);
        for (Duration depth : deepestFirst) {
            Instant watermark = Objects.requireNonNull(state.watermarks().get(depth));
            deeper = watermark.isAfter(ReplicaLag.settledAt(limit)) ? deeper : watermark;
            watermarks.put(depth, deeper);
        }
        Optional<WindowState.DeepSweep> sweep = state.sweep()
                .filter(left ->
                        !left.started().isAfter(limit) && !left.horizon().isAfter(limit));
        Instant saved = state.saved().isAfter(limit)
                ? Stream.concat(watermarks.values().stream(), sweep.map(WindowState.DeepSweep::started).stream())
                        .max(Instant::compareTo)
                        .orElseThrow()
                        .plus(ReplicaLag.MAX) // the latest moment at which it was certainly true
                : state.saved();
        return new WindowState.Rolling(state.started(), saved, state.filters(), watermarks, sweep, state.unpriced());
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

package io.callstream.kafka.connect.twilio.offset;

import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Validates offsets that a user writes through Connect's REST API (KIP-875). Rejects everything that the connector could not
 * have written itself, because such an error would otherwise show only after a restart, or never.
 */
public final class AlteredOffsets {

    /** How far a worker's clock and Twilio's may differ: the times in an offset are Twilio's. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    /** Before Twilio's first calls of 2008 by more than the largest depth. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** The largest lookback.days. */
    private static final Duration MAX_DEPTH = Duration.ofDays(400);

    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-f]{32}");
    private static final Set<String> BACKFILL_KEYS = Set.of(
            WindowStateCodec.VERSION_KEY,
            WindowStateCodec.STARTED,
            WindowStateCodec.SAVED,
            WindowStateCodec.DONE,
            WindowStateCodec.PAGE_URI,
            WindowStateCodec.FILTERS,
            WindowStateCodec.UNPRICED,
            WindowStateCodec.UNPRICED_OVERFLOW);
    private static final Set<String> ROLLING_KEYS = Set.of(
            WindowStateCodec.VERSION_KEY,
            WindowStateCodec.STARTED,
            WindowStateCodec.SAVED,
            WindowStateCodec.WINDOW_DEPTH,
            WindowStateCodec.DATE_UPDATED,
            WindowStateCodec.SWEEP_WINDOW,
            WindowStateCodec.SWEEP_HORIZON,
            WindowStateCodec.SWEEP_STARTED,
            WindowStateCodec.PAGE_URI,
            WindowStateCodec.FILTERS,
            WindowStateCodec.UNPRICED,
            WindowStateCodec.UNPRICED_OVERFLOW);

    private static final String NOT_AFTER_SAVED = "a time not after 'saved'";

    private AlteredOffsets() {}

    /**
     * Validates offsets by source partition. Each must have the hash of the connector's filters, because the connector ignores
     * a state that was stored under different filters. An offset of {@code null} resets its partition; any partition can be
     * reset, so that an invalid one can be removed.
     *
     * @param clock compared with the times of the offsets: one in the future would hide all changes up to it
     * @throws InvalidOffsetException naming the partition, the key, its value and the expectation
     */
    public static void check(
            Map<? extends Map<String, ?>, ? extends Map<String, ?>> offsets, FilterHash filters, InstantSource clock) {
        Instant latest = clock.instant().plus(CLOCK_DIFFERENCE);
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                check(partition, offset, filters, latest);
            }
        });
    }

    private static void check(Map<String, ?> partition, Map<String, ?> offset, FilterHash filters, Instant latest) {
        SourcePartition source = SourcePartition.fromMap(partition);
        if (!ACCOUNT.matcher(source.accountSid()).matches()) {
            throw new InvalidOffsetException(
                    "Invalid source partition " + partition + ": expected an account SID, 'AC' followed by 32"
                            + " hexadecimal digits in lower case, under '" + SourcePartition.ACCOUNT_SID + "'.");
        }
        if (!source.window().isKnown() || !isPast(source.window(), latest)) {
            throw new InvalidOffsetException("Invalid source partition " + partition + ": expected a window under '"
                    + SourcePartition.WINDOW + "': rolling, backfill:all, backfill:older, a month such as"
                    + " backfill:2026-10 that is not in the future, or a status such as backfill:undated-queued.");
        }
        try {
            check(source, offset, new OffsetReader(offset), filters, latest);
        } catch (InvalidOffsetException e) {
            throw new InvalidOffsetException(
                    "Invalid offset for the source partition " + partition + ". " + e.getMessage());
        }
    }

    private static void check(
            SourcePartition source, Map<String, ?> offset, OffsetReader reader, FilterHash filters, Instant latest) {
        boolean rolling = source.window().equals(WindowId.ROLLING);
        for (String key : offset.keySet()) {
            boolean known = rolling
                    ? ROLLING_KEYS.contains(key) || key.startsWith(WindowStateCodec.DEEPER)
                    : BACKFILL_KEYS.contains(key);
            if (!known) {
                throw new InvalidOffsetException("Unknown key '" + key + "' in the offset " + offset + "; remove it.");
            }
        }
        WindowState state = WindowStateCodec.decode(source.window(), offset);
        if (!state.filters().equals(filters)) {
            throw reader.bad(
                    WindowStateCodec.FILTERS,
                    offset.get(WindowStateCodec.FILTERS),
                    filters.isNone()
                            ? "no value, because the connector has no filter.*"
                            : filters.text() + ", the hash of the connector's filter.*");
        }
        requireTime(
                reader,
                WindowStateCodec.SAVED,
                latest,
                "a time that is not in the future: this worker's clock and a margin of 5 minutes are at " + latest);
        requireTime(reader, WindowStateCodec.STARTED, state.saved(), NOT_AFTER_SAVED);
        if (state instanceof WindowState.Rolling found) {
            checkRolling(found, offset.keySet(), reader);
        } else if (state instanceof WindowState.Backfill found
                && found.done()
                && found.cursor().isPresent()) {
            throw reader.bad(
                    WindowStateCodec.PAGE_URI, found.cursor().get().uri(), "no value, because the window is done");
        }
        checkCursor(source, reader);
    }

    private static void checkRolling(WindowState.Rolling state, Set<String> keys, OffsetReader reader) {
        requireTime(reader, WindowStateCodec.DATE_UPDATED, state.saved(), NOT_AFTER_SAVED);
        requireDepth(reader, WindowStateCodec.WINDOW_DEPTH, reader.depth(WindowStateCodec.WINDOW_DEPTH));
        for (String key : keys) {
            if (key.startsWith(WindowStateCodec.DEEPER)) {
                requireTime(reader, key, state.saved(), NOT_AFTER_SAVED);
                Duration depth = reader.depthInKey(key, WindowStateCodec.DEEPER);
                requireDepth(reader, key, depth);
                if (depth.compareTo(reader.depth(WindowStateCodec.WINDOW_DEPTH)) <= 0) {
                    throw reader.bad(key, depth, "a depth greater than '" + WindowStateCodec.WINDOW_DEPTH + "'");
                }
            }
        }
        state.sweep().ifPresent(sweep -> {
            requireDepth(reader, WindowStateCodec.SWEEP_WINDOW, sweep.depth());
            requireTime(reader, WindowStateCodec.SWEEP_STARTED, state.saved(), NOT_AFTER_SAVED);
            // it may be after 'sweep_started': a worker whose clock is behind goes on from the watermarks of another
            requireTime(reader, WindowStateCodec.SWEEP_HORIZON, state.saved(), NOT_AFTER_SAVED);
        });
    }

    private static void requireTime(OffsetReader reader, String key, Instant latest, String expected) {
        Instant time = reader.instant(key);
        if (time.isAfter(latest)) {
            throw reader.bad(key, time, expected);
        }
        if (time.isBefore(EARLIEST)) {
            throw reader.bad(key, time, "a time not before " + EARLIEST);
        }
    }

    private static void requireDepth(OffsetReader reader, String key, Duration depth) {
        if (depth.compareTo(MAX_DEPTH) > 0) {
            throw reader.bad(key, depth, "a depth of at most 400 days, the largest lookback.days");
        }
    }

    /** Whether a window begins before a moment; a window that is not of a month or day does. */
    private static boolean isPast(WindowId window, Instant moment) {
        return window.firstDay()
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .filter(moment::isBefore)
                .isEmpty();
    }

    private static void checkCursor(SourcePartition source, OffsetReader reader) {
        String list = "/2010-04-01/Accounts/" + source.accountSid() + "/Calls.json?";
        Optional<String> cursor = reader.text(WindowStateCodec.PAGE_URI);
        if (cursor.isPresent() && !cursor.get().startsWith(list)) {
            throw reader.bad(WindowStateCodec.PAGE_URI, cursor.get(), "a path that starts with " + list);
        }
    }
}

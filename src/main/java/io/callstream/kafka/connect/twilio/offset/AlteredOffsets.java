package io.callstream.kafka.connect.twilio.offset;

import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Validates offsets that a user writes through Connect's REST API (KIP-875). Rejects everything that the connector could not
 * have written itself, because such an error would otherwise show only after a restart, or never.
 */
public final class AlteredOffsets {

    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
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

    private AlteredOffsets() {}

    /**
     * Validates offsets by source partition. Each must have the hash of the connector's filters, because the connector ignores
     * a state that was stored under different filters. An offset of {@code null} resets its partition; any partition can be
     * reset, so that an invalid one can be removed.
     *
     * @throws InvalidOffsetException naming the partition, the key, its value and the expectation
     */
    public static void check(Map<? extends Map<String, ?>, ? extends Map<String, ?>> offsets, FilterHash filters) {
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                check(partition, offset, filters);
            }
        });
    }

    private static void check(Map<String, ?> partition, Map<String, ?> offset, FilterHash filters) {
        SourcePartition source = SourcePartition.fromMap(partition);
        if (!ACCOUNT.matcher(source.accountSid()).matches()) {
            throw new InvalidOffsetException(
                    "Invalid source partition " + partition + ": expected an account SID, 'AC' followed by 32"
                            + " hexadecimal digits, under '" + SourcePartition.ACCOUNT_SID + "'.");
        }
        if (!source.window().isKnown()) {
            throw new InvalidOffsetException("Invalid source partition " + partition + ": expected a window under '"
                    + SourcePartition.WINDOW + "': rolling, backfill:all, backfill:older, a month such as"
                    + " backfill:2026-10, or a status such as backfill:undated-queued.");
        }
        try {
            check(source, offset, new OffsetReader(offset), filters);
        } catch (InvalidOffsetException e) {
            throw new InvalidOffsetException(
                    "Invalid offset for the source partition " + partition + ". " + e.getMessage());
        }
    }

    private static void check(SourcePartition source, Map<String, ?> offset, OffsetReader reader, FilterHash filters) {
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
        if (state instanceof WindowState.Rolling found) {
            checkRolling(found, reader);
        } else if (state instanceof WindowState.Backfill found
                && found.done()
                && found.cursor().isPresent()) {
            throw reader.bad(
                    WindowStateCodec.PAGE_URI, found.cursor().get().uri(), "no value, because the window is done");
        }
        checkCursor(source, reader);
    }

    /** Rejects a watermark in the future, which would hide all changes up to it. */
    private static void checkRolling(WindowState.Rolling state, OffsetReader reader) {
        Instant latest =
                state.watermarks().values().stream().max(Instant::compareTo).orElseThrow();
        if (latest.isAfter(state.saved())) {
            throw reader.bad(
                    WindowStateCodec.DATE_UPDATED, latest, "a time not after '" + WindowStateCodec.SAVED + "'");
        }
    }

    private static void checkCursor(SourcePartition source, OffsetReader reader) {
        String list = "/2010-04-01/Accounts/" + source.accountSid() + "/Calls.json?";
        Optional<String> cursor = reader.text(WindowStateCodec.PAGE_URI);
        if (cursor.isPresent() && !cursor.get().startsWith(list)) {
            throw reader.bad(WindowStateCodec.PAGE_URI, cursor.get(), "a path that starts with " + list);
        }
    }
}

package io.callstream.kafka.connect.twilio.offset;

import io.callstream.kafka.connect.twilio.call.PageCursor;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Encodes window states as the flat maps of primitives that Connect stores, and decodes them.
 *
 * <p>Times are ISO-8601 so that a person can read and write them through Connect's REST API. Decoding ignores unknown keys,
 * which a later version may have added, and rejects another {@code version}.
 */
public final class WindowStateCodec {

    /** The version of this layout. */
    static final long VERSION = 1;

    static final String VERSION_KEY = "version";
    static final String STARTED = "started";
    static final String SAVED = "saved";
    static final String FILTERS = "filters";
    static final String UNPRICED = "unpriced";
    static final String UNPRICED_OVERFLOW = "unpriced_overflow";
    static final String PAGE_URI = "page_uri";
    static final String DONE = "done";

    /** The watermark of the shallowest rolling window. The key of a deeper one ends in its depth: date_updated.PT2H. */
    static final String DATE_UPDATED = "date_updated";

    /** The depth of the shallowest rolling window. */
    static final String WINDOW_DEPTH = "window_depth";

    static final String SWEEP_WINDOW = "sweep_window";
    static final String SWEEP_HORIZON = "sweep_horizon";
    static final String SWEEP_STARTED = "sweep_started";

    /** Prefix of the key of a deeper window's watermark. */
    static final String DEEPER = DATE_UPDATED + ".";

    private WindowStateCodec() {}

    /** Encodes a state. */
    public static Map<String, Object> encode(WindowState state) {
        Map<String, Object> map = new HashMap<>();
        map.put(VERSION_KEY, VERSION);
        map.put(STARTED, state.started().toString());
        map.put(SAVED, state.saved().toString());
        if (!state.filters().isNone()) {
            map.put(FILTERS, state.filters().text());
        }
        encodeUnpriced(state.unpriced(), map);
        if (state instanceof WindowState.Rolling rolling) {
            encodeRolling(rolling, map);
        } else if (state instanceof WindowState.Backfill backfill) {
            map.put(DONE, backfill.done());
            backfill.cursor().ifPresent(cursor -> map.put(PAGE_URI, cursor.uri()));
        }
        return map;
    }

    /**
     * Decodes the state of a window.
     *
     * @throws InvalidOffsetException if the map is not a valid state
     */
    public static WindowState decode(WindowId window, Map<String, ?> map) {
        OffsetReader reader = new OffsetReader(map);
        long version = reader.number(VERSION_KEY);
        if (version != VERSION) {
            throw reader.bad(
                    VERSION_KEY, version, "version " + VERSION + ", the only version that this connector reads");
        }
        return window.equals(WindowId.ROLLING) ? decodeRolling(reader, map) : decodeBackfill(reader);
    }

    private static WindowState decodeBackfill(OffsetReader reader) {
        return new WindowState.Backfill(
                reader.instant(STARTED),
                reader.instant(SAVED),
                decodeFilters(reader),
                reader.text(PAGE_URI).map(PageCursor::new),
                reader.flag(DONE),
                decodeUnpriced(reader));
    }

    private static void encodeRolling(WindowState.Rolling rolling, Map<String, Object> map) {
        Duration shallowest = rolling.watermarks().firstKey();
        map.put(WINDOW_DEPTH, shallowest.toString());
        rolling.watermarks()
                .forEach((depth, watermark) ->
                        map.put(depth.equals(shallowest) ? DATE_UPDATED : DEEPER + depth, watermark.toString()));
        rolling.sweep().ifPresent(sweep -> {
            map.put(SWEEP_WINDOW, sweep.depth().toString());
            map.put(SWEEP_HORIZON, sweep.horizon().toString());
            map.put(SWEEP_STARTED, sweep.started().toString());
            map.put(PAGE_URI, sweep.cursor().uri());
        });
    }

    private static WindowState decodeRolling(OffsetReader reader, Map<String, ?> map) {
        SortedMap<Duration, Instant> watermarks = new TreeMap<>();
        watermarks.put(reader.depth(WINDOW_DEPTH), reader.instant(DATE_UPDATED));
        for (String key : map.keySet()) {
            if (key.startsWith(DEEPER)) {
                watermarks.put(reader.depthInKey(key, DEEPER), reader.instant(key));
            }
        }
        Optional<WindowState.DeepSweep> sweep = reader.has(PAGE_URI) || reader.has(SWEEP_WINDOW)
                ? Optional.of(new WindowState.DeepSweep(
                        reader.depth(SWEEP_WINDOW),
                        reader.instant(SWEEP_HORIZON),
                        reader.instant(SWEEP_STARTED),
                        new PageCursor(reader.requiredText(PAGE_URI, "the next page of the sweep"))))
                : Optional.empty();
        return new WindowState.Rolling(
                reader.instant(STARTED),
                reader.instant(SAVED),
                decodeFilters(reader),
                watermarks,
                sweep,
                decodeUnpriced(reader));
    }

    private static FilterHash decodeFilters(OffsetReader reader) {
        Optional<String> text = reader.text(FILTERS).filter(hash -> !hash.isEmpty());
        FilterHash filters = text.map(FilterHash::new).orElse(FilterHash.NONE);
        if (!filters.isValid()) {
            throw reader.bad(FILTERS, filters.text(), "16 hexadecimal digits");
        }
        return filters;
    }

    private static void encodeUnpriced(UnpricedCalls unpriced, Map<String, Object> map) {
        if (unpriced.overflowed()) {
            map.put(UNPRICED_OVERFLOW, true);
        } else if (unpriced.hashes().length > 0) {
            ByteBuffer bytes = ByteBuffer.allocate(unpriced.hashes().length * Long.BYTES);
            bytes.asLongBuffer().put(unpriced.hashes());
            map.put(UNPRICED, Base64.getEncoder().encodeToString(bytes.array()));
        }
    }

    private static UnpricedCalls decodeUnpriced(OffsetReader reader) {
        if (reader.flag(UNPRICED_OVERFLOW)) {
            return UnpricedCalls.OVERFLOW;
        }
        Optional<String> text = reader.text(UNPRICED);
        if (text.isEmpty()) {
            return UnpricedCalls.NONE;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.get());
            if (bytes.length % Long.BYTES == 0) {
                long[] hashes = new long[bytes.length / Long.BYTES];
                ByteBuffer.wrap(bytes).asLongBuffer().get(hashes);
                return UnpricedCalls.of(hashes);
            }
        } catch (IllegalArgumentException e) {
            throw reader.bad(UNPRICED, text.get(), "64-bit hashes in base64");
        }
        throw reader.bad(UNPRICED, text.get(), "64-bit hashes in base64");
    }
}

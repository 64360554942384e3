package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.offset.SourcePartition;
import io.callstream.kafka.connect.twilio.offset.WindowStateCodec;
import io.callstream.kafka.connect.twilio.sync.RestoredAccount;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The offsets of accounts that Connect has stored. */
public final class StoredOffsets {

    private final OffsetStorageReader reader;

    public StoredOffsets(OffsetStorageReader reader) {
        this.reader = reader;
    }

    /**
     * The stored watermark of an account: up to it every change of a young call is in the topic. Empty for an account that was
     * never read.
     *
     * @throws io.callstream.kafka.connect.twilio.offset.InvalidOffsetException if the offset is not valid
     */
    Optional<Instant> readUpTo(String accountSid) {
        return of(accountSid, Set.of()).rolling().map(state -> state.watermarks()
                .get(state.watermarks().firstKey()));
    }

    /**
     * Reads the offsets of the rolling windows and of the given backfill windows of an account.
     *
     * @throws io.callstream.kafka.connect.twilio.offset.InvalidOffsetException if one of them is not valid
     */
    RestoredAccount of(String accountSid, Set<WindowId> backfillWindows) {
        List<Map<String, String>> partitions = new ArrayList<>();
        partitions.add(new SourcePartition(accountSid, WindowId.ROLLING).toMap());
        backfillWindows.forEach(window -> partitions.add(new SourcePartition(accountSid, window).toMap()));

        Optional<WindowState.Rolling> rolling = Optional.empty();
        Map<WindowId, WindowState.Backfill> backfill = new HashMap<>();
        for (Map.Entry<Map<String, String>, Map<String, Object>> stored :
                reader.offsets(partitions).entrySet()) {
            if (stored.getValue() == null) {
                continue;
            }
            WindowId window = SourcePartition.fromMap(stored.getKey()).window();
            WindowState state = WindowStateCodec.decode(window, stored.getValue());
            if (state instanceof WindowState.Rolling found) {
                rolling = Optional.of(found);
            } else if (state instanceof WindowState.Backfill found) {
                backfill.put(window, found);
            }
        }
        return new RestoredAccount(rolling, backfill);
    }
}

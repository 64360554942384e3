package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.sync.backfill.BackfillPlan;
import io.callstream.kafka.connect.twilio.sync.rolling.RollingDepths;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.WindowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What a sync with given settings will read, known before its first request: to look up offsets, and to estimate. */
public final class SyncPlan {

    /**
     * A rolling window.
     *
     * @param depth age of the oldest calls that it holds
     * @param interval time between two sweeps
     */
    public record RollingWindow(Duration depth, Duration interval) {}

    private SyncPlan() {}

    /**
     * Every backfill window that an earlier run may have stored an offset for.
     *
     * @param latest the latest time that a clock shows now: a window of a later month cannot be stored
     */
    public static Set<WindowId> backfillWindows(SyncSettings settings, Instant latest) {
        return BackfillPlan.windowsToLookUp(settings, latest);
    }

    /**
     * The lists that a backfill reads, each to its end, of an account that was never read before and has more than a page.
     *
     * @param started when the connector first starts for the account
     * @param created when the account was created, if known
     */
    public static List<CallFilter> backfillLists(SyncSettings settings, Instant started, Optional<Instant> created) {
        return BackfillPlan.lists(settings, started, created);
    }

    /** The rolling windows, shallowest first. A sweep of one serves all that are shallower. */
    public static List<RollingWindow> rollingWindows(SyncSettings settings) {
        RollingDepths depths = new RollingDepths(settings.lookback(), settings.pollInterval());
        return IntStream.range(0, depths.count())
                .mapToObj(window -> new RollingWindow(depths.depth(window), depths.interval(window)))
                .toList();
    }
}

package io.callstream.kafka.connect.twilio.benchmark.following;

import io.callstream.kafka.connect.twilio.benchmark.following.account.DailyCurve;
import io.callstream.kafka.connect.twilio.benchmark.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The computed cost of other ways to follow the same account: reading a part of the list costs its rows, and a request for
 * each thousand of them.
 */
final class Baselines {

    private final DailyCurve curve;
    private final Duration poll = Follower.DEFAULTS.pollInterval();
    private final int lookbackDays = (int) Follower.DEFAULTS.lookback().toDays();

    Baselines(DailyCurve curve) {
        this.curve = curve;
    }

    List<Measurement> measurements(String prefix, double changesPerDay) {
        List<Measurement> measurements = new ArrayList<>();
        int perDay = curve.callsPerDay();
        add(measurements, prefix + "baseline.lookback.", second -> (long) lookbackDays * perDay);
        add(measurements, prefix + "baseline.two_days.", second -> (long) perDay + curve.before(second));
        measurements.add(Measurement.exact(prefix + "baseline.oracle.rows_per_day", "rows", changesPerDay));
        measurements.add(Measurement.exact(prefix + "baseline.oracle.rows_per_call", "rows", changesPerDay / perDay));
        return measurements;
    }

    /**
     * @param rows of one poll, by the second of the day
     */
    private void add(List<Measurement> measurements, String name, IntToLongFunction rows) {
        int pageSize = Follower.DEFAULTS.pageSize();
        int polls = (int) Duration.ofDays(1).dividedBy(poll);
        long allRows = 0;
        long allPages = 0;
        long mostPages = 0;
        for (int i = 0; i < polls; i++) {
            long read = rows.applyAsLong((int) (i * poll.toSeconds()));
            long pages = Math.max(1, (read + pageSize - 1) / pageSize);
            allRows += read;
            allPages += pages;
            mostPages = Math.max(mostPages, pages);
        }
        double longest = mostPages * Follower.LATENCY / 1000.0 / Follower.DEFAULTS.maxConcurrentRequests();
        measurements.add(Measurement.exact(name + "requests_per_day", "requests", allPages));
        measurements.add(Measurement.exact(name + "rows_per_day", "rows", allRows));
        measurements.add(Measurement.exact(name + "rows_per_call", "rows", (double) allRows / curve.callsPerDay()));
        measurements.add(Measurement.exact(name + "longest_read_s", "s", longest));
        measurements.add(Measurement.exact(name + "fits_in_a_poll", "yes or no", longest <= poll.toSeconds() ? 1 : 0));
    }
}

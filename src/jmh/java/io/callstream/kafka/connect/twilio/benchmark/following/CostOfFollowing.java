package io.callstream.kafka.connect.twilio.benchmark.following;

import io.callstream.kafka.connect.twilio.benchmark.following.account.FormulaAccount;
import io.callstream.kafka.connect.twilio.benchmark.Benchmark;
import io.callstream.kafka.connect.twilio.benchmark.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Follows accounts of several sizes with the default settings, at a latency of a tenth of a second.
 *
 * <p>An account has had calls for twenty days when the connector restarts and reads its whole lookback. The next day is not
 * measured, so that the pace is steady; then one round of the deepest window is measured, five days and eight hours. As
 * these start at six in the morning, they have as many calls as the mean of all days. A request is counted when it is sent,
 * a delay when the record is emitted.
 *
 * <p>{@code -Dbenchmark.following.sizes=1000} follows that many calls a day only; {@code -Dbenchmark.following.rounds=3}
 * measures for longer.
 */
public final class CostOfFollowing implements Benchmark {

    private static final Instant START = FormulaAccount.FIRST_DAY.plus(Duration.ofDays(20));
    private static final Instant MEASURED_FROM = START.plus(Duration.ofHours(30));
    private static final Duration MEASURED =
            Duration.ofHours(128).multipliedBy(Integer.getInteger("benchmark.following.rounds", 1));
    private static final Instant END = MEASURED_FROM.plus(MEASURED);

    @Override
    public String name() {
        return "following";
    }

    @Override
    public List<Measurement> run() {
        WireSizes wire = WireSizes.measure();
        System.out.println("idle accounts");
        List<Measurement> measurements = new ArrayList<>(wire.measurements());
        measurements.addAll(IdleAccounts.measure());
        String sizes = System.getProperty("benchmark.following.sizes", "1000,100000,1000000");
        Arrays.stream(sizes.split(",")).map(Integer::valueOf).forEach(size -> {
            measurements.addAll(follow(size, wire));
        });
        measurements.forEach(one -> System.out.printf("%-60s %,.3f %s%n", one.name(), one.median(), one.unit()));
        return measurements;
    }

    private static List<Measurement> follow(int callsPerDay, WireSizes wire) {
        String prefix = callsPerDay + ".";
        long began = System.nanoTime();
        FormulaAccount account = new FormulaAccount(callsPerDay, callsPerDay, Instant.MAX);
        Follower follower = new Follower(account, START, END);
        run(follower, callsPerDay, START, MEASURED_FROM, began);
        follower.measureFromNow();
        run(follower, callsPerDay, MEASURED_FROM, END, began);

        double days = MEASURED.toHours() / 24.0;
        Tally tally = follower.tally();
        List<Measurement> measurements = new ArrayList<>(tally.measurements(prefix, days, callsPerDay));
        double requests = tally.requests() / days;
        double rows = tally.rows() / days;
        measurements.add(Measurement.exact(prefix + "bytes_sent_per_day", "bytes", wire.sent(requests)));
        measurements.add(Measurement.exact(prefix + "bytes_received_per_day", "bytes", wire.received(requests, rows)));
        measurements.addAll(follower.delays().measurements(prefix));
        measurements.addAll(ledger(follower, prefix));
        measurements.addAll(new Baselines(account.curve()).measurements(prefix, tally.changes() / days));
        measurements.add(Measurement.exact(prefix + "run_s", "s", secondsSince(began)));
        return measurements;
    }

    private static void run(Follower follower, int callsPerDay, Instant from, Instant to, long began) {
        for (Instant hour = from; hour.isBefore(to); hour = hour.plus(Duration.ofHours(1))) {
            follower.runUntil(hour.plus(Duration.ofHours(1)));
            Duration followed = Duration.between(START, hour).plusHours(1);
            if (followed.toHours() % 24 == 0) {
                System.out.printf(
                        "%,d calls a day: day %d of %.1f, %.0f s, %,d calls tracked%n",
                        callsPerDay,
                        followed.toDays(),
                        Duration.between(START, END).toHours() / 24.0,
                        secondsSince(began),
                        follower.tracked());
            }
        }
    }

    /** The memory of the sync, nearly all of it the ledger, which never shrinks: so it is divided by the most calls it had. */
    private static List<Measurement> ledger(Follower follower, String prefix) {
        int tracked = follower.tracked();
        long with = HeapInUse.bytes();
        follower.forgetSync();
        double bytes = with - HeapInUse.bytes();
        return List.of(
                Measurement.exact(prefix + "ledger.tracked_calls", "calls", follower.mostTracked()),
                Measurement.exact(prefix + "ledger.bytes", "bytes", bytes),
                Measurement.exact(prefix + "ledger.bytes_per_call", "bytes", bytes / follower.mostTracked()),
                Measurement.exact(prefix + "ledger.tracked_calls_at_end", "calls", tracked));
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}

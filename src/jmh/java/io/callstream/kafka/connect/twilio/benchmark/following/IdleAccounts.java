package io.callstream.kafka.connect.twilio.benchmark.following;

import io.callstream.kafka.connect.twilio.benchmark.following.account.FormulaAccount;
import io.callstream.kafka.connect.twilio.benchmark.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A thousand accounts on one connector: some with calls every day, most with past calls only, some without any. */
final class IdleAccounts {

    private static final int ACCOUNTS = 1000;
    private static final Instant START = FormulaAccount.FIRST_DAY.plus(Duration.ofDays(20));
    private static final Duration WARM_UP = Duration.ofHours(1);
    private static final Duration MEASURED = Duration.ofDays(1);

    private IdleAccounts() {}

    static List<Measurement> measure() {
        Instant from = START.plus(WARM_UP);
        Instant to = from.plus(MEASURED);
        double polls = (double) MEASURED.toMillis() / Follower.DEFAULTS.pollInterval().toMillis();
        long all = 0;
        double worstIdle = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            boolean idle = i % 20 != 0;
            int callsPerDay = i % 20 == 1 ? 0 : 1 + i % 50;
            Instant quietFrom = idle ? START.minus(Duration.ofDays(2)) : to;
            Follower follower = new Follower(new FormulaAccount(i, callsPerDay, quietFrom), START, to);
            follower.runUntil(from);
            follower.measureFromNow();
            follower.runUntil(to);
            all += follower.tally().requests();
            if (idle) {
                worstIdle = Math.max(worstIdle, follower.tally().requests() / polls);
            }
        }
        List<Measurement> measurements = new ArrayList<>();
        measurements.add(Measurement.exact(
                "idle.1000_accounts.requests_per_s", "requests/s", (double) all / MEASURED.toSeconds()));
        measurements.add(Measurement.exact("idle.1000_accounts.requests_per_poll", "requests", all / polls));
        measurements.add(Measurement.exact("idle.requests_per_poll", "requests", worstIdle));
        return measurements;
    }
}

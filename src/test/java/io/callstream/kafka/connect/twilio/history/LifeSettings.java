package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.history.plan.Knob;
import io.callstream.kafka.connect.twilio.history.plan.Plan;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of one life of the task.
 *
 * @param filterTo the user's {@code filter.to}
 */
record LifeSettings(SyncSettings sync, Optional<String> filterTo) {

    /** The values of {@link Knob#STATUS}, from 1 on. */
    private static final List<String> STATUSES = List.of("completed", "in-progress", "canceled");

    /** The user's settings, in all lives in which they are not changed. */
    static LifeSettings usual(Plan plan, SimulatedWorld world) {
        return of(
                plan,
                Duration.ofSeconds(plan.get(Knob.POLL_SECONDS)),
                Duration.ofDays(plan.get(Knob.LOOKBACK_DAYS)),
                plan.get(Knob.PAGE_SIZE),
                backfillStart(plan.get(Knob.BACKFILL_START), plan, world),
                Optional.empty());
    }

    /** The settings of a life before the last one. */
    static LifeSettings drawn(Plan plan, Random random, SimulatedWorld world, String someNumber) {
        Optional<String> to = plan.hits(random, Knob.FILTERED_LIVES) ? Optional.of(someNumber) : Optional.empty();
        SyncSettings usual = usual(plan, world).sync();
        if (!plan.hits(random, Knob.OTHER_SETTINGS)) {
            return of(plan, usual.pollInterval(), usual.lookback(), usual.pageSize(), usual.backfillStart(), to);
        }
        return of(
                plan,
                random.nextBoolean() ? usual.pollInterval() : Duration.ofSeconds(30L << random.nextInt(5)),
                random.nextBoolean() ? usual.lookback() : Duration.ofDays(1 + random.nextInt(14)),
                random.nextBoolean() ? usual.pageSize() : 1 + random.nextInt(50),
                random.nextBoolean() ? usual.backfillStart() : backfillStart(random.nextInt(3), plan, world),
                to);
    }

    private static LifeSettings of(
            Plan plan, Duration poll, Duration lookback, int pageSize, BackfillStart start, Optional<String> to) {
        Optional<String> status =
                plan.has(Knob.STATUS) ? Optional.of(STATUSES.get(plan.get(Knob.STATUS) - 1)) : Optional.empty();
        SortedMap<String, String> filters = new TreeMap<>();
        to.ifPresent(number -> filters.put("filter.to", number));
        status.ifPresent(wanted -> filters.put("filter.status", wanted));
        return new LifeSettings(
                new SyncSettings(
                        poll,
                        lookback,
                        pageSize,
                        plan.get(Knob.CONCURRENCY),
                        start,
                        new UserFilters(FilterHash.of(filters), status),
                        plan.has(Knob.TOMBSTONES) && status.isEmpty()),
                to);
    }

    private static BackfillStart backfillStart(int kind, Plan plan, SimulatedWorld world) {
        return switch (kind) {
            case 1 -> new BackfillStart.None();
            case 2 ->
                new BackfillStart.From(world.firstStart()
                        .minus(Duration.ofHours(plan.get(Knob.PAST_HOURS) / 2))
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate());
            default -> new BackfillStart.All();
        };
    }
}

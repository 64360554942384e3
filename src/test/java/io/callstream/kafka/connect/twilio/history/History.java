package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.sync.AccountSync;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.RestoredAccount;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;

/** One account from the connector's first start until the world has been quiet for long enough. Times are milliseconds. */
final class History {

    private static final Duration SETTLED_AFTER = Duration.ofHours(2);
    private static final int POLLS_TO_STAY_UP = 300;
    private static final int MOST_REQUESTS = 200_000;

    /**
     * A run of the task.
     *
     * @param stored what it found stored when it started, and counts with its filters
     * @param filters the user's filters
     */
    record Life(long from, long to, RestoredAccount stored, FilterHash filters) {}

    private final Plan plan;
    private final Random random;
    private final SimulatedWorld world;
    private final SimulatedReads reads;
    private final ModelOfConnect connect;
    private final Optional<String> filterTo;
    private final SyncSettings settings;
    private final List<Life> lives = new ArrayList<>();

    private long now;
    private long nextCommit;
    private int requests;
    private int requestsOfFirstLife;
    private Optional<AccountSync> last = Optional.empty();

    History(Plan plan) {
        this.plan = plan;
        this.random = new Random(plan.seed());
        this.world = new SimulatedWorld(plan, random);
        this.reads = new SimulatedReads(plan, random, world);
        this.connect = new ModelOfConnect(plan, random);
        this.now = world.firstStart().toEpochMilli();
        this.filterTo = plan.has(Knob.FILTERED_LIVES) ? Optional.of(world.someNumber()) : Optional.empty();
        this.settings = settings(Optional.empty());
    }

    private SyncSettings settings(Optional<String> to) {
        return new SyncSettings(
                Duration.ofSeconds(plan.get(Knob.POLL_SECONDS)),
                Duration.ofDays(plan.get(Knob.LOOKBACK_DAYS)),
                plan.get(Knob.PAGE_SIZE),
                plan.get(Knob.CONCURRENCY),
                backfillStart(),
                FilterHash.of(new TreeMap<>(
                        to.map(number -> Map.of("filter.to", number)).orElse(Map.of()))),
                Optional.empty(),
                plan.has(Knob.TOMBSTONES));
    }

    /** What comes of a plan; a sync that fails keeps no promise. */
    static Verdict verdict(Plan plan) {
        try {
            return new History(plan).run();
        } catch (RuntimeException e) {
            return new Verdict(List.of("the sync fails: " + e), 0, 0, 0, 0, 0, 0);
        }
    }

    private Verdict run() {
        long lastCall = world.lastCall().toEpochMilli();
        while (plan.has(Knob.CRASH_POLLS) && now < lastCall) {
            long life = 1 + (long) (random.nextDouble() * 2 * plan.get(Knob.CRASH_POLLS) * pollMillis());
            live(Math.min(lastCall, now + life), plan.hits(random, Knob.FILTERED_LIVES) ? filterTo : Optional.empty());
            comeToAnEnd();
        }
        // a change in a call is found within the age of the call
        Duration round = settings.lookback();
        long quiet = world.lastChange(settings.lookback()).plus(round).toEpochMilli();
        if (quiet - now > POLLS_TO_STAY_UP * pollMillis()) {
            live(lastCall + 1, Optional.empty());
            connect.stop();
            now = Math.max(now, quiet);
        }
        reads.recoverAt(quiet);
        live(Math.max(now, quiet) + Math.max(SETTLED_AFTER.toMillis(), 40 * pollMillis()), Optional.empty());
        return new Promises(plan, settings, world, lives, connect.topic(), reads.slowest())
                .verdict(requests, requestsOfFirstLife, last.orElseThrow().progress());
    }

    /**
     * One life of the task, up to a moment.
     *
     * @param to the user's filter, if any
     */
    private void live(long until, Optional<String> to) {
        while (now < until) {
            try {
                liveOn(until, to);
            } catch (StuckWindowException e) {
                connect.crash(now); // and a person starts the task again
                now += random.nextInt(60_000);
            }
        }
    }

    private void liveOn(long until, Optional<String> to) {
        long from = now;
        RestoredAccount stored = connect.stored(world.account().sid(), now);
        reads.restarted(now, to);
        long clockOffset = random.nextInt(1_000_000);
        AccountSync sync = new AccountSync(settings(to), facts(), stored, now - clockOffset, event -> {});
        try {
            run(sync, until, clockOffset);
        } finally {
            FilterHash filters = settings(to).filters();
            lives.add(new Life(from, now, stored.with(filters), filters));
            requestsOfFirstLife = lives.size() == 1 ? requests : requestsOfFirstLife;
            last = Optional.of(sync);
        }
    }

    private void run(AccountSync sync, long until, long clockOffset) {
        PriorityQueue<Answer> answers = new PriorityQueue<>(Comparator.comparingLong(Answer::at));
        int unjudged = 0;
        send(sync, clockOffset, answers);
        while (now < until) {
            Answer answer = answers.peek();
            long due = sync.nextDue() == Long.MAX_VALUE ? until : Math.max(now + 1, sync.nextDue() + clockOffset);
            if (answer == null || due < answer.at() && answers.size() < settings.maxConcurrentRequests()) {
                now = Math.min(due, until);
                send(sync, clockOffset, answers);
            } else if (answer.at() >= until) {
                now = until;
            } else {
                answers.remove();
                now = Math.max(now, answer.at());
                sync.accept(answer.read(), answer.reply(), now - clockOffset);
                unjudged++;
                send(sync, clockOffset, answers);
                while (unjudged > 0 && (answers.isEmpty() || !plan.hits(random, Knob.JUDGED_LATE))) {
                    unjudged--;
                    sync.judge().ifPresent(page -> connect.send(page, lives.size(), now));
                    send(sync, clockOffset, answers);
                }
            }
            if (now >= nextCommit) {
                connect.commit(now);
                nextCommit = now + plan.get(Knob.COMMIT_POLLS) * pollMillis();
            }
        }
    }

    private void send(AccountSync sync, long clockOffset, PriorityQueue<Answer> answers) {
        int capacity = settings.maxConcurrentRequests() - answers.size();
        for (Read read : sync.next(now - clockOffset, capacity)) {
            if (++requests > MOST_REQUESTS) {
                throw new IllegalStateException("a storm of requests");
            }
            answers.add(reads.answer(read, now));
        }
    }

    private void comeToAnEnd() {
        if (plan.hits(random, Knob.CLEAN_STOPS)) {
            connect.stop();
        } else {
            connect.crash(now);
        }
        now += random.nextInt(60_000);
        if (plan.hits(random, Knob.LONG_STOPS)) {
            now += Duration.ofHours(random.nextBoolean() ? 1 : random.nextInt(21 * 24))
                    .toMillis();
        }
    }

    private AccountFacts facts() {
        Optional<Instant> created = plan.has(Knob.AGE_UNKNOWN)
                ? Optional.empty()
                : Optional.of(world.account().created());
        return new AccountFacts(created, reads.serverTime(now));
    }

    private BackfillStart backfillStart() {
        return switch (plan.get(Knob.BACKFILL_START)) {
            case 1 -> new BackfillStart.None();
            case 2 ->
                new BackfillStart.From(world.firstStart()
                        .minus(Duration.ofHours(plan.get(Knob.PAST_HOURS) / 2))
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate());
            default -> new BackfillStart.All();
        };
    }

    private long pollMillis() {
        return settings.pollInterval().toMillis();
    }
}

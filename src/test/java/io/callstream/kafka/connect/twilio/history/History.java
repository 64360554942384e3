package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.history.plan.Knob;
import io.callstream.kafka.connect.twilio.history.plan.Plan;
import io.callstream.kafka.connect.twilio.history.promise.Evidence;
import io.callstream.kafka.connect.twilio.history.promise.Life;
import io.callstream.kafka.connect.twilio.sync.AccountSync;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.RestoredAccount;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import io.callstream.kafka.connect.twilio.sync.SyncPlan;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/** One account from the connector's first start until nothing has changed for long enough. Times are milliseconds. */
final class History {

    private static final Duration SETTLED_AFTER = Duration.ofHours(2);
    private static final int POLLS_TO_STAY_UP = 300;
    private static final int MOST_REQUESTS = 200_000;

    private final Plan plan;
    private final Random random;
    private final SimulatedWorld world;
    private final SimulatedReads reads;
    private final ModelOfConnect connect;
    private final String someNumber;
    private final LifeSettings usual;
    private final SyncSettings settings;
    private final List<Life> lives = new ArrayList<>();

    private long now;
    private long nextCommit;
    private int requests;
    private int requestsOfFirstLife;
    private int openLists;
    private int openListsOfFirstLife;
    private Optional<AccountSync> last = Optional.empty();

    History(Plan plan) {
        this.plan = plan;
        this.random = new Random(plan.seed());
        this.world = new SimulatedWorld(plan, random);
        this.reads = new SimulatedReads(plan, random, world);
        this.connect = new ModelOfConnect(plan, random);
        this.now = world.firstStart().toEpochMilli();
        this.someNumber = world.someNumber();
        this.usual = LifeSettings.usual(plan, world);
        this.settings = usual.sync();
    }

    /** The verdict on the history of a plan; a sync that throws has broken its promises. */
    static Verdict verdict(Plan plan) {
        try {
            return new History(plan).run();
        } catch (RuntimeException e) {
            return Verdict.failed(e);
        }
    }

    private Verdict run() {
        long lastCall = world.lastCall().toEpochMilli();
        while (plan.has(Knob.CRASH_POLLS) && now < lastCall) {
            long life = 1 + (long) (random.nextDouble() * 2 * plan.get(Knob.CRASH_POLLS) * pollMillis());
            live(Math.min(lastCall, now + life), LifeSettings.drawn(plan, random, world, someNumber));
            stop();
        }
        // a change in a call is found within the age of the call
        Duration round = settings.lookback();
        long quiet = world.lastChange(settings.lookback()).plus(round).toEpochMilli();
        if (quiet - now > POLLS_TO_STAY_UP * pollMillis()) {
            live(lastCall + 1, usual);
            connect.stop();
            now = Math.max(now, quiet);
        }
        reads.recoverAt(quiet);
        live(Math.max(now, quiet) + Math.max(SETTLED_AFTER.toMillis(), 40 * pollMillis()), usual);
        return Verdict.of(new Evidence(
                plan,
                settings,
                world.account().calls(),
                lives,
                connect.topic(),
                last.orElseThrow().progress(),
                new Evidence.Requests(requests, requestsOfFirstLife, openListsOfFirstLife, reads.slowest())));
    }

    /** One life of the task, up to a moment. */
    private void live(long until, LifeSettings life) {
        while (now < until) {
            try {
                liveOn(until, life);
            } catch (StuckWindowException e) {
                connect.crash(now); // and an operator restarts the task
                now += random.nextInt(60_000);
            }
        }
    }

    private void liveOn(long until, LifeSettings life) {
        long from = now;
        SyncSettings lifes = life.sync();
        reads.restarted(now, life.filterTo(), lifes.filters().status());
        AccountFacts facts = reads.facts(now);
        RestoredAccount stored =
                connect.stored(world.account().sid(), SyncPlan.backfillWindows(lifes, facts.latest()), now);
        long clockOffset = random.nextInt(1_000_000);
        AccountSync sync = new AccountSync(lifes, facts, stored, now - clockOffset, event -> {});
        try {
            run(sync, until, clockOffset);
        } finally {
            lives.add(new Life(from, now, stored.with(lifes.filters().hash()).notAfter(facts), lifes));
            requestsOfFirstLife = lives.size() == 1 ? requests : requestsOfFirstLife;
            openListsOfFirstLife = lives.size() == 1 ? openLists : openListsOfFirstLife;
            last = Optional.of(sync);
        }
    }

    private void run(AccountSync sync, long until, long clockOffset) {
        PriorityQueue<Response> responses = new PriorityQueue<>(Comparator.comparingLong(Response::at));
        send(sync, clockOffset, responses);
        while (now < until) {
            Response response = responses.peek();
            long due = sync.nextDue() == Long.MAX_VALUE ? until : Math.max(now + 1, sync.nextDue() + clockOffset);
            if (response == null || due < response.at() && responses.size() < settings.maxConcurrentRequests()) {
                now = Math.min(due, until);
                send(sync, clockOffset, responses);
            } else if (response.at() >= until) {
                now = until;
            } else {
                responses.remove();
                now = Math.max(now, response.at());
                sync.take(response.read(), response.reply(), now - clockOffset)
                        .ifPresent(page -> connect.send(page, lives.size(), now));
                send(sync, clockOffset, responses);
            }
            if (now >= nextCommit) {
                connect.commit(now);
                nextCommit = now + plan.get(Knob.COMMIT_POLLS) * pollMillis();
            }
        }
    }

    private void send(AccountSync sync, long clockOffset, PriorityQueue<Response> responses) {
        int capacity = settings.maxConcurrentRequests() - responses.size();
        for (Read read : sync.next(now - clockOffset, capacity)) {
            if (++requests > MOST_REQUESTS) {
                throw new IllegalStateException("more than " + MOST_REQUESTS + " requests");
            }
            openLists += read instanceof Read.OfOpenList ? 1 : 0;
            responses.add(reads.respond(read, now));
        }
    }

    private void stop() {
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

    private long pollMillis() {
        return settings.pollInterval().toMillis();
    }
}

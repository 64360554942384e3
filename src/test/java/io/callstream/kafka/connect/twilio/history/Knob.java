package io.callstream.kafka.connect.twilio.history;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What a history can be more or less of. Each knob is drawn from the seed by itself, so that turning one leaves the
 * others where they are.
 */
enum Knob {

    /** 1: nothing goes wrong. */
    PEACE(0, random -> oneOf(random, 0, 0, 0, 1)),

    // the account
    PAST_CALLS(0, random -> random.nextInt(4) == 0 ? 0 : random.nextInt(120)),
    PAST_HOURS(1, random -> oneOf(random, 1, 4, 30, 400, 2000)),
    NEW_CALLS(0, random -> random.nextInt(6) == 0 ? 0 : random.nextInt(160)),
    LONG_CALLS(0, random -> oneOf(random, 0, 10, 50)),
    LONG_QUEUES(0, random -> oneOf(random, 0, 20)),
    LATE_PRICES(0, random -> oneOf(random, 0, 10, 60)),
    NEVER_PRICED(0, random -> oneOf(random, 0, 10)),
    CORRECTIONS(0, random -> oneOf(random, 0, 0, 20)),
    DELETIONS(0, random -> oneOf(random, 0, 0, 15)),
    /** 0: any time of the month; else minutes between the first start and the end of a month. */
    MONTH_END_MINUTES(0, random -> oneOf(random, 0, 2, 30)),

    // the connector
    POLL_SECONDS(30, random -> oneOf(random, 30, 30, 60, 300, 1800)),
    POLLS(1, random -> oneOf(random, 10, 40, 120, 300)),
    LOOKBACK_DAYS(1, random -> oneOf(random, 1, 1, 2, 14)),
    PAGE_SIZE(1000, random -> oneOf(random, 3, 10, 40, 100)),
    CONCURRENCY(1, random -> 1 + random.nextInt(4)),
    /** 0: all, 1: none, 2: from a day on. */
    BACKFILL_START(0, random -> oneOf(random, 0, 0, 0, 0, 0, 0, 1, 2)),
    TOMBSTONES(0, random -> random.nextInt(2)),

    // the API
    /** Ordinal of the order of the list. */
    ORDER(0, random -> oneOf(random, 0, 0, 0, 1, 2, 3, 4, 5, 6)),
    AGE_UNKNOWN(0, random -> oneOf(random, 0, 0, 0, 1)),
    LAG_SECONDS(0, random -> oneOf(random, 0, 10, 50)),
    SKEW_SECONDS(0, random -> oneOf(random, 0, 0, 5)),
    RESPONSE_MILLIS(50, random -> oneOf(random, 50, 400, 3000)),
    TOKEN_MINUTES(0, random -> oneOf(random, 0, 0, 0, 1, 30)),
    REFUSALS(0, random -> oneOf(random, 0, 0, 0, 3, 20)),
    ANCHORS_DIE(0, random -> oneOf(random, 0, 1)),
    /** Percent of answers in which a row is missing: that of a call which has long come to its end. */
    HOLES(0, random -> oneOf(random, 0, 0, 5)),

    // what goes wrong
    /** 0: nothing goes wrong; else polls between two crashes, about. */
    CRASH_POLLS(0, random -> oneOf(random, 0, 0, 3, 15, 60)),
    /** Percent of crashes after which the connector is down for hours, or weeks. */
    LONG_STOPS(0, random -> oneOf(random, 0, 10, 40)),
    /** Percent of stops that are in good order. */
    CLEAN_STOPS(0, random -> oneOf(random, 0, 30)),
    /** Percent of requests that take minutes, for they fail again and again, or for the answer drips. */
    TROUBLE(0, random -> oneOf(random, 0, 0, 2)),
    COMMIT_POLLS(1, random -> oneOf(random, 1, 2, 10)),
    ACK_SECONDS(1, random -> oneOf(random, 1, 5, 90, 300)),
    /** Percent of lives, but the last, in which {@code filter.to} lets through the calls to one number only. */
    FILTERED_LIVES(0, random -> oneOf(random, 0, 0, 0, 0, 50)),
    /** Percent of reads by SID that do not show a call which is there, and for half a minute no read of it does. */
    FALSE_404S(0, random -> oneOf(random, 0, 0, 0, 30)),
    /** Most seconds by which the servers' clock is put back for a while. */
    CLOCK_STEPS(0, random -> oneOf(random, 0, 0, 0, 0, 600));

    /** What peace rules out. */
    static final Set<Knob> TROUBLES =
            EnumSet.of(TOKEN_MINUTES, REFUSALS, ANCHORS_DIE, HOLES, CRASH_POLLS, TROUBLE, CLOCK_STEPS);

    /** What makes the API refuse cursors. */
    static final Set<Knob> OF_CURSORS = EnumSet.of(TOKEN_MINUTES, REFUSALS, ANCHORS_DIE);

    private final int simplest;
    private final ToIntFunction<Random> draw;

    Knob(int simplest, ToIntFunction<Random> draw) {
        this.simplest = simplest;
        this.draw = draw;
    }

    /** The setting that makes a history as plain as this knob can. */
    int simplest() {
        return simplest;
    }

    int draw(long seed) {
        return draw.applyAsInt(new Random((seed + 1) * 0x9E3779B97F4A7C15L + ordinal() * 0xC2B2AE3D27D4EB4FL));
    }

    private static int oneOf(Random random, int... values) {
        return values[random.nextInt(values.length)];
    }
}

package io.callstream.kafka.connect.twilio.history.plan;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * A quantity of a history, such as the number of past calls or the percentage of rejected cursors. Each knob is drawn from
 * the seed on its own, so that setting one leaves the others as they are.
 */
public enum Knob {

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
    /** 0: any time of the month; otherwise the minutes between the first start and the end of a month. */
    MONTH_END_MINUTES(0, random -> oneOf(random, 0, 2, 30)),
    /** Percentage of the past calls that are still open at the first start. Half of them never end. */
    STUCK_CALLS(0, random -> oneOf(random, 0, 0, 0, 0, 10, 80)),

    // the connector
    POLL_SECONDS(30, random -> oneOf(random, 30, 30, 60, 300, 1800)),
    POLLS(1, random -> oneOf(random, 10, 40, 120, 300)),
    LOOKBACK_DAYS(1, random -> oneOf(random, 1, 1, 2, 14)),
    PAGE_SIZE(1000, random -> oneOf(random, 1, 2, 3, 10, 10, 40, 40, 100)),
    CONCURRENCY(1, random -> 1 + random.nextInt(4)),
    /** 0: all, 1: none, 2: from a day on. */
    BACKFILL_START(0, random -> oneOf(random, 0, 0, 0, 0, 0, 0, 1, 2)),
    TOMBSTONES(0, random -> random.nextInt(2)),
    /** {@code filter.status}, 0: none, 1: completed, 2: in-progress, 3: canceled. */
    STATUS(0, random -> oneOf(random, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3)),

    // the API
    /** Ordinal of the order of the list. */
    ORDER(0, random -> oneOf(random, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8)),
    AGE_UNKNOWN(0, random -> oneOf(random, 0, 0, 0, 1)),
    LAG_SECONDS(0, random -> oneOf(random, 0, 10, 50)),
    SKEW_SECONDS(0, random -> oneOf(random, 0, 0, 5)),
    RESPONSE_MILLIS(50, random -> oneOf(random, 50, 400, 3000)),
    TOKEN_MINUTES(0, random -> oneOf(random, 0, 0, 0, 1, 30)),
    REJECTIONS(0, random -> oneOf(random, 0, 0, 0, 3, 20)),
    ANCHORS_DIE(0, random -> oneOf(random, 0, 1)),
    /** Percentage of pages that repeat rows: the last ones of the page before, or one of their own. */
    REPEATED_ROWS(0, random -> oneOf(random, 0, 0, 0, 10, 60)),
    /** Percentage of responses from old hosts, which disagree with the others about the state of calls. */
    OLD_HOSTS(0, random -> oneOf(random, 0, 0, 0, 0, 50)),
    /** Percentage of responses that lack a row, of a call that ended before the first start. */
    HOLES(0, random -> oneOf(random, 0, 0, 5)),
    /** Percentage of responses of a host that writes its rows in another way. */
    PRESENTATIONS(0, random -> oneOf(random, 0, 0, 0, 0, 50)),

    // what goes wrong
    /** 0: no stops; otherwise the average number of polls between two stops. */
    CRASH_POLLS(0, random -> oneOf(random, 0, 0, 3, 15, 60)),
    /** Percentage of stops after which the connector is down for hours or weeks. */
    LONG_STOPS(0, random -> oneOf(random, 0, 10, 40)),
    /** Percentage of stops that are not crashes. */
    CLEAN_STOPS(0, random -> oneOf(random, 0, 30)),
    /** Percentage of requests that take minutes, because they fail and are retried, or because the response is slow. */
    TROUBLE(0, random -> oneOf(random, 0, 0, 2)),
    COMMIT_POLLS(1, random -> oneOf(random, 1, 2, 10)),
    ACK_SECONDS(1, random -> oneOf(random, 1, 5, 90, 300)),
    /** Percentage of lives, except the last, in which {@code filter.to} selects the calls to one number. */
    FILTERED_LIVES(0, random -> oneOf(random, 0, 0, 0, 0, 50)),
    /** Percentage of lives, except the last, with another lookback, poll interval, page size or start of the backfill. */
    OTHER_SETTINGS(0, random -> oneOf(random, 0, 0, 0, 50)),
    /** Percentage of reads by SID that get a 404 for a call that exists, which then stays hidden for a while. */
    FALSE_404S(0, random -> oneOf(random, 0, 0, 0, 30)),
    /** Maximum of seconds by which the servers' clock is set back for a while. */
    CLOCK_STEPS(0, random -> oneOf(random, 0, 0, 0, 0, 600)),
    /** Seconds by which dates are ahead at times, but not in the first response while the worker's clock is ahead, too. */
    DATES_AHEAD(0, random -> oneOf(random, 0, 0, 0, 0, 0, 0, 30, 300, 3600, 3 * 86_400)),
    /** Percentage of responses with a clock that is ahead. */
    SHARE_OF_DATES_AHEAD(1, random -> oneOf(random, 1, 1, 30, 100)),
    /** Seconds by which the worker's clock is wrong in some lives. */
    WORKERS_CLOCK(0, random -> oneOf(random, 0, 0, 0, 0, 0, 0, -2 * 86_400, -600, 15, 1800)),
    /** Percentage of starts that find offsets with times in the future. */
    OFFSETS_AHEAD(0, random -> oneOf(random, 0, 0, 0, 0, 0, 0, 0, 20));

    /** The knobs that peace resets. */
    public static final Set<Knob> TROUBLES = EnumSet.of(
            TOKEN_MINUTES,
            REJECTIONS,
            ANCHORS_DIE,
            HOLES,
            CRASH_POLLS,
            TROUBLE,
            CLOCK_STEPS,
            DATES_AHEAD,
            WORKERS_CLOCK,
            OFFSETS_AHEAD);

    /** The knobs that make the API reject cursors. */
    public static final Set<Knob> OF_CURSORS = EnumSet.of(TOKEN_MINUTES, REJECTIONS, ANCHORS_DIE);

    /** For how long a false 404 hides a call. */
    public static final int FALSE_404_MILLIS = 30_000;

    private final int simplest;
    private final ToIntFunction<Random> draw;

    Knob(int simplest, ToIntFunction<Random> draw) {
        this.simplest = simplest;
        this.draw = draw;
    }

    /** The value that makes a history as simple as this knob can. */
    int simplest() {
        return simplest;
    }

    /** Depends on the seed and the name alone: a new knob leaves the histories of all seeds as they are, if it draws 0. */
    int draw(long seed) {
        return draw.applyAsInt(new Random((seed + 1) * 0x9E3779B97F4A7C15L + name().hashCode() * 0xC2B2AE3D27D4EB4FL));
    }

    private static int oneOf(Random random, int... values) {
        return values[random.nextInt(values.length)];
    }
}

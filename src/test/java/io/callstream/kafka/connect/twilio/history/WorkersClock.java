package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.api.Clocks;
import io.callstream.kafka.connect.twilio.api.ServerClock;
import io.callstream.kafka.connect.twilio.history.plan.Knob;
import io.callstream.kafka.connect.twilio.history.plan.Plan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The clock of the worker that runs the task, right or wrong, and what it makes of the dates of responses. */
final class WorkersClock {

    private final Plan plan;
    private final Random random;
    private ServerClock clock;
    private boolean ahead;
    private boolean responded;
    private long now;

    WorkersClock(Plan plan, Random random) {
        this.plan = plan;
        this.random = random;
        this.clock = clock(0);
    }

    /** The task starts, perhaps on another worker. */
    void restarted(long moment) {
        now = moment;
        boolean wrong = plan.has(Knob.WORKERS_CLOCK) && random.nextBoolean();
        int seconds = wrong ? plan.get(Knob.WORKERS_CLOCK) : 0;
        ahead = seconds > 0;
        responded = false;
        clock = clock(seconds);
    }

    /**
     * The server's time when a request was sent, as the connector takes it.
     *
     * @param date the time by the server's clock, which may be ahead this time
     */
    Instant sentAt(Instant date, long sent) {
        now = Math.max(now, sent);
        boolean maybeAhead = plan.has(Knob.DATES_AHEAD) && (responded || !ahead);
        boolean dateIsAhead = maybeAhead && plan.hits(random, Knob.SHARE_OF_DATES_AHEAD);
        responded = true;
        long nanos = TimeUnit.MILLISECONDS.toNanos(sent);
        return clock.sentAt(dateIsAhead ? date.plusSeconds(plan.get(Knob.DATES_AHEAD)) : date, nanos, nanos);
    }

    /** No clock shows a later time. */
    Instant latest() {
        return clock.latest();
    }

    private ServerClock clock(int secondsAhead) {
        return new ServerClock(new Clocks(
                InstantSource.fixed(Instant.ofEpochMilli(now).plusSeconds(secondsAhead)),
                () -> TimeUnit.MILLISECONDS.toNanos(now)));
    }
}

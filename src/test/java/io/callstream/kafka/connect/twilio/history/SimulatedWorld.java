package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.history.plan.Knob;
import io.callstream.kafka.connect.twilio.history.plan.Plan;
import io.callstream.kafka.connect.twilio.simulator.world.CallState;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.sync.ledger.CallStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An account with past calls, which gets new ones for a while and then no more. */
final class SimulatedWorld {

    private static final Instant MONTH_END = Instant.parse("2026-12-01T00:00:00Z");

    private final World world;
    private final SimulatedAccount account;
    private final Instant firstStart;
    private final Instant lastCall;

    SimulatedWorld(Plan plan, Random random) {
        this.firstStart = plan.has(Knob.MONTH_END_MINUTES)
                ? MONTH_END.minus(Duration.ofMinutes(plan.get(Knob.MONTH_END_MINUTES)))
                : MONTH_END.minusSeconds(86_400 + random.nextInt(20 * 86_400));
        Duration active = Duration.ofSeconds((long) plan.get(Knob.POLLS) * plan.get(Knob.POLL_SECONDS));
        this.lastCall = firstStart.plus(active);
        this.world = new World(random.nextLong(), firstStart);
        this.account = world.addAccount(new WorldProfile(
                plan.get(Knob.PAST_CALLS),
                Duration.ofHours(plan.get(Knob.PAST_HOURS)),
                plan.get(Knob.NEW_CALLS) * 3600.0 / active.toSeconds(),
                plan.get(Knob.LONG_CALLS) / 100.0,
                plan.get(Knob.LONG_QUEUES) / 100.0,
                plan.get(Knob.LATE_PRICES) / 100.0,
                plan.get(Knob.NEVER_PRICED) / 100.0,
                plan.get(Knob.CORRECTIONS) / 100.0,
                plan.get(Knob.DELETIONS) / 100.0));
        Random ofStuckCalls = new Random(plan.seed());
        account.calls().stream()
                .filter(call -> plan.hits(ofStuckCalls, Knob.STUCK_CALLS))
                .map(call -> stuck(call, active, ofStuckCalls))
                .forEach(account::replace);
    }

    /**
     * The same call, but it hangs in one of its states until some time after the first start, or forever.
     */
    private SimulatedCall stuck(SimulatedCall call, Duration active, Random own) {
        List<CallState> open = call.states().stream()
                .filter(state -> state.dated() && CallStatus.isOpen(state.status()))
                .toList();
        CallState last = open.get(own.nextInt(open.size()));
        List<CallState> states =
                new ArrayList<>(call.states().subList(0, call.states().indexOf(last) + 1));
        if (own.nextBoolean()) {
            Instant end = firstStart.plusSeconds(own.nextInt((int) active.toSeconds()));
            String status = last.status().equals("queued") ? "canceled" : "completed";
            states.add(new CallState(end, status, true, end, last.start(), end, "0", null));
        }
        return new SimulatedCall(
                call.sid(),
                call.accountSid(),
                call.created(),
                call.direction(),
                call.from(),
                call.to(),
                call.parentCallSid(),
                call.details(),
                List.copyOf(states),
                Optional.empty());
    }

    SimulatedAccount account() {
        return account;
    }

    /** The number that the first call was made to. */
    String someNumber() {
        return account.calls().stream().map(SimulatedCall::to).findFirst().orElse("client:agent1");
    }

    /** When the connector is started for the first time. */
    Instant firstStart() {
        return firstStart;
    }

    /** After this moment no call is made. */
    Instant lastCall() {
        return lastCall;
    }

    /** Makes the calls up to a moment, in milliseconds since 1970. */
    void advanceTo(long now) {
        world.advanceTo(Instant.ofEpochMilli(Math.min(now, lastCall.toEpochMilli())));
    }

    /** The last moment at which a call changes that is not older than an age. */
    Instant lastChange(Duration age) {
        world.advanceTo(lastCall);
        Instant last = lastCall;
        for (SimulatedCall call : account.calls()) {
            for (CallState state : call.states()) {
                if (state.from().isAfter(last)
                        && !state.from().isAfter(call.created().plus(age))) {
                    last = state.from();
                }
            }
            Instant deleted = call.deleted().orElse(last);
            last = deleted.isAfter(last) ? deleted : last;
        }
        return last;
    }
}

package io.callstream.kafka.connect.twilio.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A call whose states a test sets one by one; each begins at the server's time. */
public final class HandmadeCall {

    private final SimulatedAccount account;
    private final String sid;
    private final Supplier<Instant> clock;

    private HandmadeCall(SimulatedAccount account, String sid, Supplier<Instant> clock) {
        this.account = account;
        this.sid = sid;
        this.clock = clock;
    }

    /** Creates a queued outbound call, as the API does. */
    public static HandmadeCall create(SimulatedAccount account, String sid, Supplier<Instant> clock) {
        Instant now = clock.get();
        account.add(new SimulatedCall(
                sid,
                account.sid(),
                now,
                "outbound-api",
                "+14155550100",
                "+14155550199",
                Optional.empty(),
                CallDetails.PLAIN,
                List.of(new CallState(now, "queued", false, null, null, null, null, null)),
                Optional.empty()));
        return new HandmadeCall(account, sid, clock);
    }

    public String sid() {
        return sid;
    }

    /** Dials the call. Its start time is that of its creation until it is answered. */
    public HandmadeCall ring() {
        Instant created = call().created();
        return step(now -> state(now, "ringing", created));
    }

    /** Answers the call, which changes its start time. */
    public HandmadeCall answer() {
        return step(now -> state(now, "in-progress", now));
    }

    /** Ends an answered call. */
    public HandmadeCall complete() {
        return end("completed");
    }

    /** Ends an unanswered call: {@code busy}, {@code no-answer} or {@code failed}. */
    public HandmadeCall end(String status) {
        Instant start = Optional.ofNullable(call().last().start()).orElse(call().created());
        return step(now -> {
            long seconds =
                    status.equals("completed") ? Duration.between(start, now).toSeconds() : 0;
            return new CallState(now, status, true, now, start, now, Long.toString(seconds), null);
        });
    }

    /** Sets or changes the price; {@code date_updated} stays as it is. */
    public HandmadeCall price(String price) {
        CallState last = call().last();
        return step(now -> last.priced(now, price));
    }

    /** Deletes the call. */
    public void delete() {
        account.replace(call().deletedAt(now()));
    }

    private HandmadeCall step(Function<Instant, CallState> next) {
        account.replace(call().with(next.apply(now())));
        return this;
    }

    private SimulatedCall call() {
        return account.call(sid).orElseThrow();
    }

    private Instant now() {
        return clock.get().truncatedTo(ChronoUnit.SECONDS);
    }

    private static CallState state(Instant now, String status, Instant start) {
        return new CallState(now, status, true, now, start, null, null, null);
    }
}

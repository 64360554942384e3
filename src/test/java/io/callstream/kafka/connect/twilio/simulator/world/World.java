package io.callstream.kafka.connect.twilio.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Accounts and their calls, on a clock that is passed in: the same seed gives the same world. No sockets, and no
 * threads of its own.
 *
 * <p>A call is drawn with all its states when it is created, so its state at any moment is a lookup.
 */
public final class World {

    private final Random random;
    private final Instant start;
    private final Map<String, SimulatedAccount> accounts = new LinkedHashMap<>();
    private final Map<String, Arrivals> arrivals = new LinkedHashMap<>();

    public World(long seed, Instant start) {
        this.random = new Random(seed);
        this.start = start.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Adds an account with its history; the first one added is the main account. */
    public synchronized SimulatedAccount addAccount(WorldProfile profile) {
        String sid = CallLives.sid("AC", random);
        SimulatedAccount account = new SimulatedAccount(
                sid,
                CallLives.sid("", random),
                new SimulatedAccount.ApiKey(CallLives.sid("SK", random), CallLives.sid("", random)),
                start.minus(profile.historySpan()).minus(Duration.ofDays(1)));
        Random own = new Random(random.nextLong());
        CallLives lives = new CallLives(own, sid, profile);
        long span = Math.max(1, profile.historySpan().toSeconds());
        Stream.generate(() -> start.minusSeconds(1 + (long) (own.nextDouble() * span)))
                .limit(profile.history())
                .sorted()
                .map(lives::draw)
                .forEach(account::add);
        accounts.put(sid, account);
        arrivals.put(sid, new Arrivals(own, lives, profile.callsPerHour(), start));
        return account;
    }

    /** Creates the calls up to a moment. */
    public synchronized void advanceTo(Instant now) {
        arrivals.forEach((sid, coming) -> coming.until(now).forEach(accounts.get(sid)::add));
    }

    /** The main account, whose credential reads all others. */
    public synchronized SimulatedAccount mainAccount() {
        return accounts.values().iterator().next();
    }

    public synchronized List<SimulatedAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    public synchronized Optional<SimulatedAccount> account(String sid) {
        return Optional.ofNullable(accounts.get(sid));
    }

    /** The true state of all calls of an account at a moment, newest first. */
    public synchronized List<SimulatedCall> truth(String accountSid, Instant now) {
        List<SimulatedCall> truth = new ArrayList<>(accounts.get(accountSid).calls());
        truth.removeIf(call -> !call.exists(now));
        Collections.reverse(truth);
        return truth;
    }

    /** New calls, at random intervals. */
    private static final class Arrivals {

        private final Random random;
        private final CallLives lives;
        private final double perSecond;
        private Instant next;

        Arrivals(Random random, CallLives lives, double perHour, Instant start) {
            this.random = random;
            this.lives = lives;
            this.perSecond = perHour / 3600;
            this.next = perHour <= 0 ? Instant.MAX : after(start);
        }

        List<SimulatedCall> until(Instant now) {
            List<SimulatedCall> calls = new ArrayList<>();
            while (!next.isAfter(now)) {
                calls.add(lives.draw(next.truncatedTo(ChronoUnit.SECONDS)));
                next = after(next);
            }
            return calls;
        }

        private Instant after(Instant moment) {
            double seconds = -Math.log(1 - random.nextDouble()) / perSecond;
            return moment.plusMillis((long) (seconds * 1000) + 1);
        }
    }
}

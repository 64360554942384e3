package io.callstream.kafka.connect.twilio.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Draws the lives of calls, as live captures of the API show them. */
final class CallLives {

    private static final String[] DIRECTIONS = {
        "inbound", "outbound-api", "outbound-dial", "trunking-terminating", "trunking-originating"
    };

    private final Random random;
    private final String accountSid;
    private final WorldProfile profile;

    CallLives(Random random, String accountSid, WorldProfile profile) {
        this.random = random;
        this.accountSid = accountSid;
        this.profile = profile;
    }

    /** A call that is created at a moment. */
    SimulatedCall draw(Instant created) {
        List<CallState> states = states(created);
        Optional<Instant> deleted = random.nextDouble() < profile.deletions()
                ? Optional.of(states.get(states.size() - 1).from().plusSeconds(60 + random.nextInt(600)))
                : Optional.empty();
        return new SimulatedCall(
                sid("CA", random),
                accountSid,
                created,
                DIRECTIONS[random.nextInt(DIRECTIONS.length)],
                endpoint(),
                endpoint(),
                random.nextInt(10) == 0 ? Optional.of(sid("CA", random)) : Optional.empty(),
                List.copyOf(states),
                deleted);
    }

    static String sid(String prefix, Random random) {
        return prefix + "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }

    private List<CallState> states(Instant created) {
        List<CallState> states = new ArrayList<>();
        Instant now = created;
        if (random.nextInt(4) == 0) {
            states.add(new CallState(now, "queued", false, null, null, null, null, null));
            now = now.plusSeconds(1);
            states.add(new CallState(now, "queued", true, now, null, null, null, null));
            now = now.plusSeconds(1 + random.nextInt(8));
            if (random.nextInt(12) == 0) {
                states.add(new CallState(now, "canceled", true, now, null, null, null, null));
                return states;
            }
        }
        states.add(new CallState(now, "ringing", true, now, created, null, null, null));
        now = now.plusSeconds(random.nextInt(32));
        int fate = random.nextInt(20);
        if (fate < 3) {
            String status = fate == 0 ? "busy" : fate == 1 ? "no-answer" : "failed";
            String price = fate == 2 ? "0.00000" : null;
            states.add(new CallState(now, status, true, now, created, now, "0", price));
            return states;
        }
        Instant answered = now;
        states.add(new CallState(now, "in-progress", true, now, answered, null, null, null));
        boolean lasting = random.nextDouble() < profile.longCalls();
        now = now.plusSeconds(lasting ? 1200 + random.nextInt(12_000) : 1 + random.nextInt(240));
        String duration = Long.toString(Duration.between(answered, now).toSeconds());
        CallState completed = new CallState(now, "completed", true, now, answered, now, duration, null);
        states.add(completed);
        if (random.nextDouble() >= profile.neverPriced()) {
            boolean late = random.nextDouble() < profile.latePrices();
            now = now.plusSeconds(late ? 3600 + random.nextInt(80_000) : 2 + random.nextInt(45));
            String price = String.format(Locale.ROOT, "-%.5f", 0.0085 + random.nextInt(40_000) / 100_000.0);
            states.add(completed.priced(now, price));
        }
        return states;
    }

    private String endpoint() {
        return switch (random.nextInt(12)) {
            case 0 -> "client:agent" + random.nextInt(20);
            case 1 -> "sip:desk" + random.nextInt(20) + "@example.com";
            default -> "+1415555%04d".formatted(random.nextInt(10_000));
        };
    }
}

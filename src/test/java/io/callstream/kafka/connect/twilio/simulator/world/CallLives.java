package io.callstream.kafka.connect.twilio.simulator.world;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Draws random calls with all their states, distributed as in live captures of the API. */
final class CallLives {

    private static final String[] DIRECTIONS = {
        "inbound", "outbound-api", "outbound-dial", "trunking-terminating", "trunking-originating"
    };
    /** Values in live rows, more than the API's description lists. */
    private static final String[] ANSWERED_BY = {"human", "machine_start", "machine_end_beep", "fax", "unknown"};

    private static final int PARENTS = 20;

    private final Random random;
    private final String accountSid;
    private final WorldProfile profile;
    private final List<String> parents = new ArrayList<>();

    CallLives(Random random, String accountSid, WorldProfile profile) {
        this.random = random;
        this.accountSid = accountSid;
        this.profile = profile;
    }

    /** Draws a call that is created at a moment, no earlier than the one drawn before it. */
    SimulatedCall draw(Instant created) {
        List<CallState> states = states(created);
        Optional<Instant> deleted = chance(profile.deletions())
                ? Optional.of(states.get(states.size() - 1).from().plusSeconds(60 + random.nextInt(600)))
                : Optional.empty();
        String sid = sid("CA", random);
        String direction = DIRECTIONS[random.nextInt(DIRECTIONS.length)];
        Optional<String> parent = direction.equals("outbound-dial") && !parents.isEmpty()
                ? Optional.of(parents.get(random.nextInt(parents.size())))
                : Optional.empty();
        if (direction.equals("inbound")) {
            rememberAsParent(sid);
        }
        String from = endpoint();
        String to = endpoint();
        return new SimulatedCall(
                sid, accountSid, created, direction, from, to, parent, details(direction, to), states, deleted);
    }

    static String sid(String prefix, Random random) {
        return prefix + hex(random.nextLong()) + hex(random.nextLong());
    }

    /** Sixteen hexadecimal digits. A formatter would take most of the time of creating a world. */
    private static String hex(long value) {
        String digits = Long.toHexString(value);
        return "0".repeat(16 - digits.length()) + digits;
    }

    private void rememberAsParent(String sid) {
        if (parents.size() < PARENTS) {
            parents.add(sid);
        } else {
            parents.set(random.nextInt(PARENTS), sid);
        }
    }

    private CallDetails details(String direction, String to) {
        boolean inbound = direction.equals("inbound");
        boolean screened = direction.equals("outbound-api") && random.nextInt(4) == 0;
        return new CallDetails(
                inbound ? Optional.of("PN" + accountSid.substring(2)) : some(2, ""),
                inbound ? some(3, to) : Optional.empty(),
                inbound ? Optional.empty() : Optional.of(""),
                screened ? Optional.of(ANSWERED_BY[random.nextInt(ANSWERED_BY.length)]) : Optional.empty(),
                some(50, "GP" + accountSid.substring(2)),
                some(100, "billed: \"twice\"\n"),
                random.nextInt(5) == 0 ? random.nextInt(9000) : 0);
    }

    private Optional<String> some(int oneIn, String value) {
        return random.nextInt(oneIn) == 0 ? Optional.of(value) : Optional.empty();
    }

    private List<CallState> states(Instant created) {
        List<CallState> states = new ArrayList<>(5);
        Instant now = created;
        if (random.nextInt(4) == 0) {
            states.add(new CallState(now, "queued", false, null, null, null, null, null));
            now = now.plusSeconds(1);
            states.add(new CallState(now, "queued", true, now, null, null, null, null));
            now = now.plusSeconds(chance(profile.longQueues()) ? random.nextInt(40_000) : 1 + random.nextInt(8));
            if (random.nextInt(12) == 0) {
                states.add(
                        isOfAnEvenSecond(created)
                                ? new CallState(now, "canceled", true, now, null, null, null, null)
                                : new CallState(now, "canceled", true, now, now, now, "0", null));
                return states;
            }
        }
        String ringing = isOfAnEvenSecond(created) ? null : "0";
        states.add(new CallState(now, "ringing", true, now, created, null, ringing, null));
        if (random.nextInt(8) == 0) {
            Instant sameSecond = now;
            states.add(new CallState(
                    now.plusMillis(1 + random.nextInt(800)),
                    "in-progress",
                    true,
                    sameSecond,
                    sameSecond,
                    null,
                    null,
                    null));
            return ended(states, now);
        }
        now = now.plusSeconds(random.nextInt(32));
        int fate = random.nextInt(20);
        if (fate < 3) {
            String status = fate == 0 ? "busy" : fate == 1 ? "no-answer" : "failed";
            String price = fate == 2 && isOfAnEvenSecond(created) ? "0.00000" : null;
            states.add(new CallState(now, status, true, now, created, now, "0", price));
            return states;
        }
        states.add(new CallState(now, "in-progress", true, now, now, null, null, null));
        return ended(states, now);
    }

    /**
     * Rows of other years differ: a canceled call has times or none, a failed one costs nothing or has no price, and while a
     * call rings its duration is 0 or absent.
     */
    private static boolean isOfAnEvenSecond(Instant created) {
        return created.getEpochSecond() % 2 == 0;
    }

    /** The states of a call that was answered, to its end. */
    private List<CallState> ended(List<CallState> states, Instant answered) {
        Instant now = answered.plusSeconds(
                chance(profile.longCalls()) ? 1200 + random.nextInt(12_000) : 1 + random.nextInt(240));
        String duration = Long.toString(Duration.between(answered, now).toSeconds());
        CallState completed = new CallState(now, "completed", true, now, answered, now, duration, null);
        states.add(completed);
        if (!chance(profile.neverPriced())) {
            now = now.plusSeconds(
                    chance(profile.latePrices()) ? 3600 + random.nextInt(80_000) : 2 + random.nextInt(45));
            CallState priced = completed.priced(now, price());
            states.add(priced);
            if (chance(profile.corrections())) {
                states.add(corrected(priced, now.plusSeconds(1 + random.nextInt(13 * 86_400))));
            }
        }
        return states;
    }

    /** A call may take days to be final: its price changes silently, or its duration, with a new {@code date_updated}. */
    private CallState corrected(CallState priced, Instant now) {
        if (random.nextBoolean()) {
            String price = price();
            return priced.priced(now, price.equals(priced.price()) ? "-1.00000" : price);
        }
        return new CallState(
                now, "completed", true, now, priced.start(), priced.end(), "1" + priced.duration(), price());
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private String price() {
        return BigDecimal.valueOf(-850 - random.nextInt(40_000), 5).toPlainString();
    }

    private String endpoint() {
        return switch (random.nextInt(12)) {
            case 0 -> "client:agent" + random.nextInt(20);
            case 1 -> "sip:desk" + random.nextInt(20) + "@example.com";
            default -> "+1415555" + (1000 + random.nextInt(9000));
        };
    }
}

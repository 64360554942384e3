package io.callstream.kafka.connect.twilio.benchmark.following.account;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallField;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The states of one call, drawn from its number only. One object is reused for all calls, since there are billions. Times are
 * whole seconds since 1970.
 *
 * <p>The distributions are those of live captures. 40 % of the calls start without times; 85 % are answered, after some
 * seconds; the median talk is one minute, the mean two and a half; one call in eighty lasts more than 15 minutes, 0.3 % last
 * one to four hours; 80 % of the prices are set within a minute of the end, 15 % within half an hour, 5 % within a day, and
 * 1 % of the calls get none; 0.4 % of the priced calls change again, one hour to twelve days after their creation.
 */
public final class CallLife {

    /** The longest time that a call is open. */
    static final int LONGEST_SECONDS = 5 * 3600;

    private static final int MOST_CHANGES = 6;
    private static final BigDecimal PRICE = new BigDecimal("-0.01300");
    private static final BigDecimal NEW_PRICE = new BigDecimal("-0.02600");
    private static final BigDecimal FREE = new BigDecimal("0.00000");
    private static final String[] UNANSWERED = {"no-answer", "no-answer", "busy", "failed", "canceled"};
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private static final Quantiles TALK = new Quantiles(CallLife::talk);
    private static final Quantiles UNTIL_PRICE = new Quantiles(CallLife::untilPrice);
    private static final Quantiles UNTIL_CORRECTION = new Quantiles(CallLife::untilCorrection);

    private final long seed;
    private final Change[] changes = new Change[MOST_CHANGES];
    private final long[] at = new long[MOST_CHANGES];
    private int count;
    private long number;
    private long hash;
    private long more;

    CallLife(long seed) {
        this.seed = seed;
    }

    /** Switches to another call. */
    void show(long call, long created) {
        number = call;
        hash = Mix.mix(seed ^ call);
        more = Mix.mix(hash);
        count = 0;
        long now = created;
        if (draw(hash, 0, 10) < 4) {
            add(Change.QUEUED, now);
            now += 1 + draw(hash, 16, 3);
        }
        add(Change.RINGING, now);
        now += 2 + draw(hash, 32, 28);
        if (draw(hash, 48, 100) >= 85) {
            add(Change.ENDED, now);
            return;
        }
        add(Change.ANSWERED, now);
        now += TALK.of(more);
        add(Change.ENDED, now);
        if (draw(more, 48, 100) == 0) {
            return;
        }
        now += UNTIL_PRICE.of(more >>> 12);
        add(Change.PRICED, now);
        int rare = draw(more, 36, 1000);
        if (rare < 4) {
            long changed = Math.max(now + 1, created + UNTIL_CORRECTION.of(more >>> 24));
            add(rare < 2 ? Change.REPRICED : Change.CORRECTED, changed);
        }
    }

    /** The index of the last change up to a second. Negative before the call is created. */
    int stateAt(long second) {
        int state = count - 1;
        while (state >= 0 && at[state] > second) {
            state--;
        }
        return state;
    }

    public Change change(int index) {
        return changes[index];
    }

    /** The second of a change. */
    public long at(int index) {
        return at[index];
    }

    boolean isFinal(int state) {
        return changes[state].ordinal() >= Change.ENDED.ordinal();
    }

    /** The call as the API returns it. */
    Call row(int state) {
        Change last = changes[state];
        boolean queued = last == Change.QUEUED;
        int ended = isFinal(state) ? indexOf(Change.ENDED) : -1;
        Instant created = queued ? null : Instant.ofEpochSecond(at[0]);
        Instant updated = queued ? null : Instant.ofEpochSecond(at[lastDated(state)]);
        Instant started = queued ? null : started(state, created);
        Instant end = ended < 0 ? null : Instant.ofEpochSecond(at[ended]);
        Integer duration = ended < 0 ? null : wasAnswered() ? (int) (at[ended] - at[ended - 1]) : 0;
        return Call.builder(sid())
                .set(CallField.ACCOUNT_SID, "AC00000000000000000000000000000000")
                .set(CallField.STATUS, status(state))
                .set(CallField.DATE_CREATED, created)
                .set(CallField.DATE_UPDATED, updated)
                .set(CallField.START_TIME, started)
                .set(CallField.END_TIME, end)
                .set(CallField.DURATION, duration)
                .set(CallField.PRICE, price(state))
                .fingerprint(fingerprint(number, state))
                .build();
    }

    String status(int state) {
        return switch (changes[state]) {
            case QUEUED -> "queued";
            case RINGING -> "ringing";
            case ANSWERED -> "in-progress";
            case ENDED, PRICED, REPRICED -> wasAnswered() ? "completed" : unanswered();
            case CORRECTED -> "failed";
        };
    }

    /** A valid SID that contains the call's number, and is random enough for a hash. */
    private String sid() {
        byte[] text = new byte[34];
        text[0] = 'C';
        text[1] = 'A';
        long high = hash;
        long low = number;
        for (int i = 0; i < 16; i++) {
            text[17 - i] = HEX[(int) (high >>> 4 * i) & 0xF];
            text[33 - i] = HEX[(int) (low >>> 4 * i) & 0xF];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    static long numberOf(String sid) {
        return Long.parseLong(sid, 18, 34, 16);
    }

    private static long fingerprint(long call, int state) {
        return call * 8 + state + 1;
    }

    public static int stateOf(Call row) {
        return (int) ((row.fingerprint() - 1) % 8);
    }

    public static long numberOf(Call row) {
        return (row.fingerprint() - 1) / 8;
    }

    private void add(Change change, long second) {
        changes[count] = change;
        at[count++] = second;
    }

    private int indexOf(Change change) {
        int index = 0;
        while (changes[index] != change) {
            index++;
        }
        return index;
    }

    private int lastDated(int state) {
        int index = state;
        while (changes[index].kind() == Change.Kind.PRICE) {
            index--;
        }
        return index;
    }

    private boolean wasAnswered() {
        return changes[0] == Change.QUEUED
                ? count > 2 && changes[2] == Change.ANSWERED
                : count > 1 && changes[1] == Change.ANSWERED;
    }

    private @Nullable Instant started(int state, @Nullable Instant created) {
        int answered = changes[0] == Change.QUEUED ? 2 : 1;
        return wasAnswered() && state >= answered ? Instant.ofEpochSecond(at[answered]) : created;
    }

    private @Nullable BigDecimal price(int state) {
        return switch (changes[state]) {
            case PRICED -> PRICE;
            case REPRICED -> NEW_PRICE;
            case CORRECTED -> PRICE;
            case ENDED -> !wasAnswered() && unanswered().equals("failed") ? FREE : null;
            default -> null;
        };
    }

    private String unanswered() {
        return UNANSWERED[draw(more, 0, UNANSWERED.length)];
    }

    private static int draw(long hash, int bits, int bound) {
        return (int) ((hash >>> bits & 0xFFFF) % bound);
    }

    private static double talk(double share) {
        double conferences = 0.997;
        return share > conferences
                ? 3600 + (share - conferences) / (1 - conferences) * 3 * 3600
                : Math.min(3600, 60 * Math.exp(1.2 * Quantiles.normal(share / conferences)));
    }

    private static double untilPrice(double share) {
        if (share < 0.80) {
            return 2 + 58 * share / 0.80;
        }
        return share < 0.95
                ? Quantiles.between(60, 1800, (share - 0.80) / 0.15)
                : Quantiles.between(1800, 86_400, (share - 0.95) / 0.05);
    }

    private static double untilCorrection(double share) {
        return Quantiles.between(3600, 12 * 86_400, share);
    }
}

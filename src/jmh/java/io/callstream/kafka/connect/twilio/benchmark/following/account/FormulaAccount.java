package io.callstream.kafka.connect.twilio.benchmark.following.account;

import io.callstream.kafka.connect.twilio.call.Call;
import java.time.Instant;

/** The calls of an account, numbered in the order of their creation and computed on demand. */
public final class FormulaAccount {

    /** The midnight from which on calls are created. */
    public static final Instant FIRST_DAY = Instant.parse("2026-03-02T00:00:00Z");

    private static final long FIRST_SECOND = FIRST_DAY.getEpochSecond();

    private final DailyCurve curve;
    private final long quietFrom;
    private final CallLife life;

    /**
     * @param quietFrom the time from which on no call is created
     */
    public FormulaAccount(long seed, int callsPerDay, Instant quietFrom) {
        this.curve = new DailyCurve(seed, callsPerDay);
        this.quietFrom = quietFrom.getEpochSecond();
        this.life = new CallLife(seed);
    }

    public DailyCurve curve() {
        return curve;
    }

    /** The number of calls created up to and including a second; the last of them has this number minus one. */
    public long callsAt(long second) {
        long since = Math.min(second, quietFrom - 1) + 1 - FIRST_SECOND;
        if (since <= 0) {
            return 0;
        }
        return since / DailyCurve.SECONDS * curve.callsPerDay() + curve.before((int) (since % DailyCurve.SECONDS));
    }

    long created(long call) {
        int perDay = curve.callsPerDay();
        return FIRST_SECOND + call / perDay * DailyCurve.SECONDS + curve.secondOf((int) (call % perDay));
    }

    /** The states of one call, valid until the next call of this method. */
    public CallLife life(long call) {
        life.show(call, created(call));
        return life;
    }

    Call row(long call, long second) {
        CallLife shown = life(call);
        return shown.row(shown.stateAt(second));
    }
}

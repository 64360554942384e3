package io.callstream.kafka.connect.twilio.simulator.world;

import java.time.Duration;

/**
 * How many calls an account has, and how they behave.
 *
 * @param history calls that exist at the start, all final and priced except the last few
 * @param historySpan time over which they were created
 * @param callsPerHour rate at which new ones are created
 * @param longCalls share of answered calls that last hours instead of minutes
 * @param longQueues share of queued calls that wait for hours instead of seconds
 * @param latePrices share of prices that are set hours after the call instead of within a minute
 * @param neverPriced share of completed calls that never get a price
 * @param corrections share of priced calls that change once more within 13 days of their end
 * @param deletions share of calls that are deleted some time after they have ended
 */
public record WorldProfile(
        int history,
        Duration historySpan,
        double callsPerHour,
        double longCalls,
        double longQueues,
        double latePrices,
        double neverPriced,
        double corrections,
        double deletions) {

    /** Some thousand calls over three months, and one every three seconds. */
    public static final WorldProfile LIVELY =
            new WorldProfile(5000, Duration.ofDays(90), 1200, 0.02, 0.02, 0, 0.02, 0, 0);

    public WorldProfile history(int calls, Duration span) {
        return new WorldProfile(
                calls, span, callsPerHour, longCalls, longQueues, latePrices, neverPriced, corrections, deletions);
    }

    public WorldProfile callsPerHour(double rate) {
        return new WorldProfile(
                history, historySpan, rate, longCalls, longQueues, latePrices, neverPriced, corrections, deletions);
    }

    public WorldProfile deletions(double share) {
        return new WorldProfile(
                history, historySpan, callsPerHour, longCalls, longQueues, latePrices, neverPriced, corrections, share);
    }
}

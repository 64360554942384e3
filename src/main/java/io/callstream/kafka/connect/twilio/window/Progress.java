package io.callstream.kafka.connect.twilio.window;

import java.time.Duration;

/**
 * The progress of an account's sync.
 *
 * @param backfillWindows windows of the backfill
 * @param backfillWindowsLeft those not yet read to their end
 * @param backfillRows rows of the backfill that this run has read
 * @param headSweepAge how long ago, by the server's time at the latest response, the last complete sweep of the shallowest
 *     window began: every change until then of a call in that window is in the topic, or on its way there
 * @param trackedCalls calls in the ledger
 * @param openCalls calls that are not final
 */
public record Progress(
        int backfillWindows,
        int backfillWindowsLeft,
        long backfillRows,
        Duration headSweepAge,
        int trackedCalls,
        int openCalls) {}

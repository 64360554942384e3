package io.callstream.kafka.connect.twilio.sync;

import java.time.Instant;

/**
 * How far the sync of an account has come.
 *
 * @param backfillWindows windows of the backfill
 * @param backfillWindowsLeft those not yet read to their end
 * @param backfillRows rows of the backfill that this run has judged
 * @param watermark every change up to it of a call in the shallowest rolling window is in the topic; server time
 * @param trackedCalls calls in the ledger
 * @param openCalls calls that are not final
 */
public record Progress(
        int backfillWindows,
        int backfillWindowsLeft,
        long backfillRows,
        Instant watermark,
        int trackedCalls,
        int openCalls) {}

package io.callstream.kafka.connect.twilio.report;

import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.sync.SyncEvent;
import io.callstream.kafka.connect.twilio.window.Progress;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the worker's log what a person who follows an account wants to know: a line when a window begins and ends. */
public final class SyncLog implements Consumer<SyncEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(SyncLog.class);

    private final String accountSid;
    private final BackfillLog backfill;
    private long skippedRows;

    /**
     * @param clock monotonic, in milliseconds
     */
    public SyncLog(String accountSid, LongSupplier clock) {
        this.accountSid = accountSid;
        this.backfill = new BackfillLog(accountSid, LOG, clock);
    }

    @Override
    public void accept(SyncEvent event) {
        if (event instanceof SyncEvent.BackfillPlanned planned) {
            LOG.info("{}: backfill of {} windows, {} of them done", accountSid, planned.windows(), planned.done());
        } else if (event instanceof SyncEvent.WindowStarted begun) {
            LOG.info(
                    "{}: {} {}",
                    accountSid,
                    begun.resumed() ? "going on at the cursor of" : "reading",
                    begun.window().name());
        } else if (event instanceof SyncEvent.WindowCompleted completed) {
            LOG.info(
                    "{}: read {} to its end, {} rows; {} windows left",
                    accountSid,
                    completed.window().name(),
                    completed.rows(),
                    completed.windowsLeft());
        } else if (event instanceof SyncEvent.SweepResumed resumed) {
            LOG.info(
                    "{}: going on at the cursor of the {} sweep, down to calls created {}",
                    accountSid,
                    resumed.depth(),
                    resumed.horizon());
        } else if (event instanceof SyncEvent.CursorRefused refused) {
            LOG.warn(
                    "{}: Twilio refused the page cursor of {} ({}). It is read again from its first page; records of it"
                            + " may repeat, none is lost.",
                    accountSid,
                    refused.window().name(),
                    refused.reason());
        } else if (event instanceof SyncEvent.OtherFilters other) {
            LOG.warn(
                    "{}: the stored state of {} windows does not count, for it was stored with other filters (filter.*)."
                            + " They are read from the beginning; records may repeat, none is lost.",
                    accountSid,
                    other.windows());
        } else if (event instanceof SyncEvent.StaleRow stale) {
            LOG.debug("{}: a row of {} is older than what the topic holds, and left out", accountSid, stale.sid());
        } else if (event instanceof SyncEvent.ListNotNewestFirst) {
            LOG.warn(
                    "{}: the Calls list does not run from newer to older calls, so every sweep reads it to its end. That"
                            + " loses nothing, but costs more requests than usual.",
                    accountSid);
        }
    }

    /** Rows that were left out because they have no SID. */
    void skipped(CallsPage page) {
        skippedRows += page.skippedRows();
        LOG.warn(
                "{}: left out {} rows without a SID, request {} (malformed.row.mode=skip); {} since the start",
                accountSid,
                page.skippedRows(),
                page.requestId().orElse("unknown"),
                skippedRows);
    }

    /** How far the sync has come. */
    void progress(Progress progress) {
        backfill.progress(progress);
        LOG.debug("{}: {}", accountSid, progress);
    }
}

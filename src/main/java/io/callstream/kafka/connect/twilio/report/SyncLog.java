package io.callstream.kafka.connect.twilio.report;

import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.sync.SyncEvent;
import io.callstream.kafka.connect.twilio.window.Progress;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the events of an account's sync: windows that start, resume or complete, and what needs attention. */
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
            LOG.info("{}: backfill of {} windows, {} already complete", accountSid, planned.windows(), planned.done());
        } else if (event instanceof SyncEvent.WindowStarted started) {
            String window = started.window().name();
            if (started.resumed()) {
                LOG.info("{}: resuming {} at its stored cursor", accountSid, window);
            } else {
                LOG.info("{}: reading {}", accountSid, window);
            }
        } else if (event instanceof SyncEvent.WindowCompleted completed) {
            LOG.info(
                    "{}: completed {}: {} rows, {} windows left",
                    accountSid,
                    completed.window().name(),
                    completed.rows(),
                    completed.windowsLeft());
        } else if (event instanceof SyncEvent.SweepResumed resumed) {
            LOG.info(
                    "{}: resuming the sweep of depth {} at its stored cursor, down to calls created at {}",
                    accountSid,
                    Durations.text(resumed.depth()),
                    resumed.horizon());
        } else if (event instanceof SyncEvent.CursorRejected rejected) {
            LOG.warn(
                    "{}: Twilio rejected the page cursor of {} ({}). Retrying from its first page: records may be emitted"
                            + " again, none is lost.",
                    accountSid,
                    rejected.window().name(),
                    rejected.reason());
        } else if (event instanceof SyncEvent.OtherFilters other) {
            LOG.warn(
                    "{}: ignoring the stored offsets of {} windows: they were stored under different filters (filter.*)."
                            + " Reading them from the beginning: records may be emitted again, none is lost.",
                    accountSid,
                    other.windows());
        } else if (event instanceof SyncEvent.OffsetsAhead ahead) {
            LOG.warn(
                    "{}: ignoring stored offsets with times in the future: it is {}. Reading from an earlier time: records may"
                            + " be emitted again, none is lost. Check whether an offset was edited, and the clocks of the"
                            + " workers.",
                    accountSid,
                    ahead.latest());
        } else if (event instanceof SyncEvent.StaleRow stale) {
            LOG.debug(
                    "{}: skipped a row of {} that is older than the call's state in the topic",
                    accountSid,
                    stale.sid());
        } else if (event instanceof SyncEvent.ListNotNewestFirst) {
            LOG.warn(
                    "{}: the Calls list is not ordered from newest to oldest, so every sweep reads it to its end. Nothing is"
                            + " lost, but sweeps need more requests than usual.",
                    accountSid);
        }
    }

    /** Rows were skipped because they have no SID. */
    void skipped(CallsPage page) {
        skippedRows += page.skippedRows();
        LOG.warn(
                "{}: skipped {} rows without a SID in request {} (malformed.row.mode=skip); {} since the start",
                accountSid,
                page.skippedRows(),
                page.requestId().orElse("unknown"),
                skippedRows);
    }

    /** The sync has progressed. */
    void progress(Progress progress) {
        backfill.progress(progress);
        LOG.debug("{}: {}", accountSid, progress);
    }
}

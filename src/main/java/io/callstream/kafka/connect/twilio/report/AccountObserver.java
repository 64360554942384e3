package io.callstream.kafka.connect.twilio.report;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.RequestListener;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.metrics.AccountMetrics;
import io.callstream.kafka.connect.twilio.sync.SyncEvent;
import io.callstream.kafka.connect.twilio.window.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/** Reports the events of an account to the log and the metrics. Changes nothing in what is read or emitted. */
public final class AccountObserver implements Consumer<SyncEvent>, RequestListener {

    private final SyncLog log;
    private final AccountMetrics metrics;

    public AccountObserver(SyncLog log, AccountMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    /** The name of a fault in metrics. */
    public static String kind(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void accept(SyncEvent event) {
        log.accept(event);
        if (event instanceof SyncEvent.StaleRow) {
            metrics.staleRow();
        }
    }

    @Override
    public void succeeded(Duration took) {
        metrics.succeeded(took);
    }

    @Override
    public void failed(Fault fault, Duration took) {
        metrics.failed(kind(fault), fault == Fault.THROTTLED, took);
    }

    @Override
    public void retrying(boolean any) {
        metrics.retrying(any);
    }

    /** A page of rows was received. */
    public void received(CallsPage page) {
        if (page.skippedRows() > 0) {
            log.skipped(page);
            metrics.skippedRows(page.skippedRows());
        }
    }

    /** The number of pages that wait for Connect. */
    public void waiting(int pages) {
        metrics.waitingPages(pages);
    }

    /** Connect has taken a page with these records. */
    public void taken(int calls, int tombstones) {
        metrics.emitted(calls, tombstones);
    }

    /** The stored watermark, before the first response: up to it every change of a young call is in the topic. */
    public void readUpTo(Instant watermark) {
        metrics.startsAt(Duration.between(watermark, Instant.now()));
    }

    /** The sync has progressed. */
    public void progress(Progress progress) {
        log.progress(progress);
        metrics.progress(progress);
    }

    /** Whether the account cannot be read and is skipped, while the others continue. */
    public void accountSkipped(boolean is) {
        metrics.skipped(is);
    }
}

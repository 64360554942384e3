package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A setting worth another thought.
 *
 * @param key of the connector's configuration
 * @param text what it costs as it is, and what another value would do
 */
record Advice(String key, String text) {

    private static final Duration LONG = Duration.ofHours(6);
    private static final int MOST_PAGE_SIZE = 1000;
    private static final long MUCH_MEMORY = 256L << 20;

    /**
     * What to say about the settings of the sync.
     *
     * @param tasks as configured, at least one
     */
    static List<Advice> on(SyncSettings settings, int tasks, List<AccountSample> accounts, Estimate estimate) {
        List<Advice> advice = new ArrayList<>();
        if (estimate.backfillTime().compareTo(LONG) > 0) {
            ofLongBackfill(settings, tasks, accounts, estimate, advice);
        }
        if (settings.pageSize() < MOST_PAGE_SIZE) {
            ofPageSize(settings, tasks, accounts, estimate, advice);
        }
        int wanted = accounts.size() * settings.maxConcurrentRequests();
        if (tasks < accounts.size() && wanted > tasks * TwilioClient.MOST_REQUESTS) {
            advice.add(new Advice(
                    "tasks.max",
                    "A task sends up to " + TwilioClient.MOST_REQUESTS + " requests at a time, and " + accounts.size()
                            + " accounts may send " + wanted
                            + ". More tasks, up to one an account, read them sooner."));
        }
        if (tasks > Math.max(1, accounts.size())) {
            advice.add(new Advice(
                    "tasks.max",
                    "An account is read by one task: of " + tasks + " tasks, " + accounts.size()
                            + " would have work."));
        }
        if (estimate.memoryOfTask() > MUCH_MEMORY) {
            advice.add(new Advice(
                    "lookback.days",
                    "A task needs up to " + (estimate.memoryOfTask() >> 20)
                            + " MB of its worker's heap. Give it that, have more accounts read by other tasks, or follow"
                            + " calls for fewer days than "
                            + settings.lookback().toDays() + "."));
        }
        return advice;
    }

    private static void ofLongBackfill(
            SyncSettings settings, int tasks, List<AccountSample> accounts, Estimate estimate, List<Advice> advice) {
        if (settings.backfillStart() instanceof BackfillStart.All) {
            advice.add(new Advice(
                    "backfill.start.date",
                    "The backfill takes about " + Durations.text(estimate.backfillTime())
                            + ". If you need less than all, say from which day on. New calls arrive meanwhile."));
        }
        SyncSettings twice = withRequests(settings, settings.pageSize(), 2 * settings.maxConcurrentRequests());
        Duration sooner = Estimate.backfillTime(accounts, twice, tasks);
        if (sooner.multipliedBy(4).compareTo(estimate.backfillTime().multipliedBy(3)) < 0) {
            advice.add(new Advice(
                    "max.concurrent.requests",
                    "With " + twice.maxConcurrentRequests() + " in place of " + settings.maxConcurrentRequests()
                            + " the backfill takes about " + Durations.text(sooner)
                            + ", if Twilio lets that many of your requests pass."));
        }
    }

    private static void ofPageSize(
            SyncSettings settings, int tasks, List<AccountSample> accounts, Estimate estimate, List<Advice> advice) {
        SyncSettings larger = withRequests(settings, MOST_PAGE_SIZE, settings.maxConcurrentRequests());
        double fewer = Estimate.of(accounts, larger, tasks).backfillRequests().value();
        if (fewer * 2 < estimate.backfillRequests().value()) {
            advice.add(new Advice(
                    "page.size",
                    "With " + MOST_PAGE_SIZE + " in place of " + settings.pageSize() + " the backfill takes about "
                            + Math.round(fewer) + " requests."));
        }
    }

    private static SyncSettings withRequests(SyncSettings settings, int pageSize, int maxConcurrentRequests) {
        return new SyncSettings(
                settings.pollInterval(),
                settings.lookback(),
                pageSize,
                maxConcurrentRequests,
                settings.backfillStart(),
                settings.filters(),
                settings.deletes());
    }
}

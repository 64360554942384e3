package io.callstream.kafka.connect.twilio.preview.report;

import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.preview.sample.AccountSample;
import io.callstream.kafka.connect.twilio.report.Durations;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A setting to reconsider.
 *
 * @param key of the connector's configuration
 * @param text what the current value costs and what another one would change
 */
public record Advice(String key, String text) {

    private static final Duration LONG_BACKFILL = Duration.ofHours(6);
    private static final int MAX_PAGE_SIZE = 1000;
    private static final long HIGH_MEMORY = 256L << 20;

    /**
     * Advice on the settings of the sync.
     *
     * @param tasks as configured, at least one
     */
    public static List<Advice> on(SyncSettings settings, int tasks, List<AccountSample> accounts, Estimate estimate) {
        List<Advice> advice = new ArrayList<>();
        if (estimate.backfill().time().compareTo(LONG_BACKFILL) > 0) {
            onLongBackfill(settings, tasks, accounts, estimate, advice);
        }
        if (settings.pageSize() < MAX_PAGE_SIZE) {
            onPageSize(settings, tasks, accounts, estimate, advice);
        }
        int wanted = accounts.size() * settings.maxConcurrentRequests();
        if (tasks < accounts.size() && wanted > tasks * TwilioClient.MOST_REQUESTS) {
            advice.add(new Advice(
                    "tasks.max",
                    "A task sends up to " + TwilioClient.MOST_REQUESTS + " requests at a time, but " + accounts.size()
                            + " accounts may send " + wanted
                            + ". More tasks, at most one per account, read them faster."));
        }
        if (tasks > Math.max(1, accounts.size())) {
            advice.add(new Advice(
                    "tasks.max",
                    "Each account is read by one task: of " + tasks + " tasks, only " + accounts.size()
                            + " would have an account to read."));
        }
        if (estimate.memory().bytesPerTask() > HIGH_MEMORY) {
            advice.add(new Advice(
                    "lookback.days",
                    "A task needs up to " + (estimate.memory().bytesPerTask() >> 20)
                            + " MB of its worker's heap. Provide it, spread the accounts over more tasks, or track calls for"
                            + " fewer days than "
                            + settings.lookback().toDays() + "."));
        }
        return advice;
    }

    private static void onLongBackfill(
            SyncSettings settings, int tasks, List<AccountSample> accounts, Estimate estimate, List<Advice> advice) {
        if (settings.backfillStart() instanceof BackfillStart.All) {
            advice.add(new Advice(
                    "backfill.start.date",
                    "The backfill takes about "
                            + Durations.text(estimate.backfill().time())
                            + ". If you do not need all calls, set the day to start from. New calls arrive during the"
                            + " backfill."));
        }
        SyncSettings twice = withRequests(settings, settings.pageSize(), 2 * settings.maxConcurrentRequests());
        Duration sooner = Estimate.backfillTime(accounts, twice, tasks);
        if (sooner.multipliedBy(4).compareTo(estimate.backfill().time().multipliedBy(3)) < 0) {
            advice.add(new Advice(
                    "max.concurrent.requests",
                    "With " + twice.maxConcurrentRequests() + " instead of " + settings.maxConcurrentRequests()
                            + " the backfill takes about " + Durations.text(sooner)
                            + ", unless Twilio's rate limit is lower."));
        }
    }

    private static void onPageSize(
            SyncSettings settings, int tasks, List<AccountSample> accounts, Estimate estimate, List<Advice> advice) {
        SyncSettings larger = withRequests(settings, MAX_PAGE_SIZE, settings.maxConcurrentRequests());
        double fewer =
                Estimate.of(accounts, larger, tasks).backfill().requests().value();
        if (fewer * 2 < estimate.backfill().requests().value()) {
            advice.add(new Advice(
                    "page.size",
                    "With " + MAX_PAGE_SIZE + " instead of " + settings.pageSize() + " the backfill takes about "
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

package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.sync.SyncPlan;
import io.callstream.kafka.connect.twilio.sync.SyncPlan.RollingWindow;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.time.Duration;
import java.util.List;

/**
 * What it takes to read some accounts.
 *
 * @param calls that the backfill reads
 * @param backfillRequests requests that it takes
 * @param backfillTime how long it takes if Kafka keeps up with Twilio
 * @param callsPerDay that come each day
 * @param requestsPerDay to follow them; while calls older than 15 minutes are under way, up to three more a poll
 * @param trackedCalls whose last state is kept in memory, at the most, over all tasks
 * @param memory bytes for them and for the pages under way, at the most, over all tasks
 * @param memoryOfTask bytes of that in one task, if they share evenly
 */
record Estimate(
        Quantity calls,
        Quantity backfillRequests,
        Duration backfillTime,
        double callsPerDay,
        long requestsPerDay,
        long trackedCalls,
        long memory,
        long memoryOfTask) {

    /** What docs/guarantees.md promises at the most. */
    static final int BYTES_OF_A_TRACKED_CALL = 80;

    /** A row with its record, of which 2,900 were measured, and its share of the page's offset. */
    private static final int BYTES_OF_A_ROW = 4096;

    /** Two pages that are read or wait for Connect, and one that Connect is sending, for each request at a time. */
    private static final int PAGES_OF_A_REQUEST = 3;

    /** A sweep goes so much deeper: reads may lag, rows may be out of order, and a call changes for minutes. */
    private static final Duration DEEPER = Duration.ofMinutes(5);

    /** Rows out of the window that end a sweep. */
    private static final int LAST_ROWS = 5;

    /** So many sweeps out of one need a page more than foreseen. */
    private static final double ONE_MORE = 0.2;

    private static final double DAY = Duration.ofDays(1).toSeconds();

    /**
     * Estimates.
     *
     * @param tasks that share the accounts, at least one
     */
    static Estimate of(List<AccountSample> accounts, SyncSettings settings, int tasks) {
        long tracked = Math.round(accounts.stream()
                .mapToDouble(account -> account.callsPerDay() * daysTracked(account, settings))
                .sum());
        long memory = tracked * BYTES_OF_A_TRACKED_CALL
                + accounts.stream()
                        .mapToLong(account -> bytesOfPages(account, settings))
                        .sum();
        return new Estimate(
                Quantity.sum(accounts.stream().map(AccountSample::backfill).toList()),
                Quantity.sum(accounts.stream()
                        .map(account -> backfillRequests(account, settings))
                        .toList()),
                backfillTime(accounts, settings, tasks),
                accounts.stream().mapToDouble(AccountSample::callsPerDay).sum(),
                Math.round(accounts.stream()
                        .mapToDouble(account -> requestsPerDay(account.callsPerDay(), settings))
                        .sum()),
                tracked,
                memory,
                memory / Math.max(1, Math.min(tasks, accounts.size())));
    }

    /** The account's age, a first page that may be all, and every list to its end: the last page of each is half full. */
    static Quantity backfillRequests(AccountSample account, SyncSettings settings) {
        if (account.lists() == 0) {
            return Quantity.counted(account.since().isPresent() ? 2 : 1);
        }
        double pages = (account.backfill().value() + account.listedAgain()) / settings.pageSize();
        double error = Math.hypot(
                (account.backfill().error() + account.listedAgain() / 2) / settings.pageSize(), account.lists() / 4.0);
        return new Quantity(2 + Math.max(account.lists(), pages + account.lists() / 2.0), error, 2 + account.lists());
    }

    /** Accounts are read side by side, and so are an account's lists: the longest of each decides. */
    static Duration backfillTime(List<AccountSample> accounts, SyncSettings settings, int tasks) {
        double longest = 0;
        double together = 0;
        for (AccountSample account : accounts) {
            double pageTime = account.pageTime().toNanos();
            double requests = backfillRequests(account, settings).value();
            double inTurn = account.longestList() / settings.pageSize();
            longest = Math.max(longest, pageTime * Math.max(requests / settings.maxConcurrentRequests(), inTurn));
            together += pageTime * requests;
        }
        double connections = (double) tasks * TwilioClient.MOST_REQUESTS;
        return Duration.ofNanos(Math.round(Math.max(longest, together / connections)));
    }

    /** A window is swept as often as its depth asks, and a sweep of it serves all that are less deep. */
    static double requestsPerDay(double callsPerDay, SyncSettings settings) {
        List<RollingWindow> windows = SyncPlan.rollingWindows(settings);
        double requests = 0;
        for (int i = 0; i < windows.size(); i++) {
            RollingWindow window = windows.get(i);
            double sweeps = DAY / window.interval().toSeconds();
            double deeper =
                    i + 1 < windows.size() ? DAY / windows.get(i + 1).interval().toSeconds() : 0;
            Duration held = window.depth().plus(window.interval()).plus(DEEPER);
            double rows = callsPerDay * held.toSeconds() / DAY;
            requests += Math.max(0, sweeps - deeper) * pagesOfSweep(rows, settings.pageSize());
        }
        return requests;
    }

    /**
     * A sweep begins with a page somewhat larger than what it found the last time, doubles it from page to page, and ends with
     * a page whose last rows are out of the window. Now and then more calls have come than the last time, and it takes one
     * page more.
     */
    private static double pagesOfSweep(double rows, int mostRows) {
        int pages = 1;
        double size = Math.min(mostRows, 1.25 * rows + LAST_ROWS);
        for (double seen = size; seen < rows + LAST_ROWS; seen += size) {
            size = Math.min(mostRows, 2 * size);
            pages++;
        }
        double anyCall = 1 - Math.exp(-rows);
        return pages + anyCall * ONE_MORE;
    }

    /** A call is kept until the deepest window has seen it for the last time; none is dropped while the backfill lasts. */
    private static double daysTracked(AccountSample account, SyncSettings settings) {
        List<RollingWindow> windows = SyncPlan.rollingWindows(settings);
        Duration deepest = windows.get(windows.size() - 1).interval();
        Duration backfill = backfillTime(List.of(account), settings, 1);
        return settings.lookback()
                        .plus(deepest.compareTo(backfill) > 0 ? deepest : backfill)
                        .toSeconds()
                / DAY;
    }

    private static long bytesOfPages(AccountSample account, SyncSettings settings) {
        double rows = (double) PAGES_OF_A_REQUEST * settings.maxConcurrentRequests() * settings.pageSize();
        return Math.round(Math.min(rows, account.backfill().high() + account.callsPerDay()) * BYTES_OF_A_ROW);
    }
}

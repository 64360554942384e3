package io.callstream.kafka.connect.twilio.preview.report;

import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.preview.sample.AccountSample;
import io.callstream.kafka.connect.twilio.preview.sample.AccountSample.BackfillLists;
import io.callstream.kafka.connect.twilio.preview.sample.Quantity;
import io.callstream.kafka.connect.twilio.sync.SyncPlan;
import io.callstream.kafka.connect.twilio.sync.SyncPlan.RollingWindow;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.time.Duration;
import java.util.List;

/** The requests, time and memory that reading a set of accounts takes. */
public record Estimate(Backfill backfill, Following following, Memory memory) {

    /**
     * The backfill.
     *
     * @param time duration if Kafka keeps up with Twilio
     */
    public record Backfill(Quantity calls, Quantity requests, Duration time) {}

    /**
     * The connector after the backfill.
     *
     * @param callsPerDay new calls
     * @param requestsPerDay requests that follow them; while calls older than 15 minutes are in progress, up to three more
     *     per poll
     * @param pollInterval as configured
     */
    public record Following(double callsPerDay, long requestsPerDay, Duration pollInterval) {}

    /**
     * Upper bounds of the memory.
     *
     * @param trackedCalls calls whose last state is kept in memory, over all tasks
     * @param bytes memory for these calls and for the pages in flight, over all tasks
     * @param bytesPerTask memory of one task if the accounts are spread evenly
     */
    public record Memory(long trackedCalls, long bytes, long bytesPerTask) {}

    /** The upper bound that docs/guarantees.md promises. */
    static final int BYTES_PER_TRACKED_CALL = 80;

    /** A row with its record (measured: 2,900 bytes) and its share of the page's offset. */
    private static final int BYTES_PER_ROW = 4096;

    /** For each concurrent request, two pages that are being read or wait for Connect, and one that Connect is sending. */
    private static final int PAGES_PER_REQUEST = 3;

    /** Extra depth of a sweep: replicas may lag, rows may be out of order, and a call changes for minutes. */
    private static final Duration EXTRA_DEPTH = Duration.ofMinutes(5);

    /** Rows outside the window that end a sweep. */
    private static final int LAST_ROWS = 5;

    /** Share of the sweeps that need one page more than expected. */
    private static final double EXTRA_PAGE = 0.2;

    private static final double DAY = Duration.ofDays(1).toSeconds();

    /**
     * Computes the estimate.
     *
     * @param tasks number of tasks that share the accounts, at least one
     */
    public static Estimate of(List<AccountSample> accounts, SyncSettings settings, int tasks) {
        long tracked = Math.round(accounts.stream()
                .mapToDouble(account -> account.callsPerDay() * daysTracked(account, settings))
                .sum());
        long memory = tracked * BYTES_PER_TRACKED_CALL
                + accounts.stream()
                        .mapToLong(account -> bytesOfPages(account, settings))
                        .sum();
        return new Estimate(
                new Backfill(
                        Quantity.sum(
                                accounts.stream().map(AccountSample::backfill).toList()),
                        Quantity.sum(accounts.stream()
                                .map(account -> backfillRequests(account, settings))
                                .toList()),
                        backfillTime(accounts, settings, tasks)),
                new Following(
                        accounts.stream()
                                .mapToDouble(AccountSample::callsPerDay)
                                .sum(),
                        Math.round(accounts.stream()
                                .mapToDouble(account -> requestsPerDay(account.callsPerDay(), settings))
                                .sum()),
                        settings.pollInterval()),
                new Memory(tracked, memory, memory / Math.max(1, Math.min(tasks, accounts.size()))));
    }

    /**
     * Requests of one account's backfill: one for the account's age, one for a first page that may hold all calls, and those
     * that read every list to its end, whose last page is half full on average.
     */
    static Quantity backfillRequests(AccountSample account, SyncSettings settings) {
        BackfillLists lists = account.lists();
        if (lists.count() == 0) {
            return Quantity.counted(account.since().isPresent() ? 2 : 1);
        }
        double pages = (account.backfill().value() + lists.listedAgain()) / settings.pageSize();
        double error = Math.hypot(
                (account.backfill().error() + lists.listedAgain() / 2) / settings.pageSize(), lists.count() / 4.0);
        return new Quantity(2 + Math.max(lists.count(), pages + lists.count() / 2.0), error, 2 + lists.count());
    }

    /**
     * Duration of the backfill: accounts are read concurrently, and so are an account's lists, so the longest of them decides
     * unless the tasks' connections do.
     */
    static Duration backfillTime(List<AccountSample> accounts, SyncSettings settings, int tasks) {
        double longest = 0;
        double together = 0;
        for (AccountSample account : accounts) {
            double pageTime = account.pageTime().toNanos();
            double requests = backfillRequests(account, settings).value();
            double inTurn = account.lists().longest() / settings.pageSize();
            longest = Math.max(longest, pageTime * Math.max(requests / settings.maxConcurrentRequests(), inTurn));
            together += pageTime * requests;
        }
        double connections = (double) tasks * TwilioClient.MOST_REQUESTS;
        return Duration.ofNanos(Math.round(Math.max(longest, together / connections)));
    }

    /** Requests of the sweeps: each window is swept at its own interval, and a sweep also covers all shallower windows. */
    static double requestsPerDay(double callsPerDay, SyncSettings settings) {
        List<RollingWindow> windows = SyncPlan.rollingWindows(settings);
        double requests = 0;
        for (int i = 0; i < windows.size(); i++) {
            RollingWindow window = windows.get(i);
            double sweeps = DAY / window.interval().toSeconds();
            double deeper =
                    i + 1 < windows.size() ? DAY / windows.get(i + 1).interval().toSeconds() : 0;
            Duration held = window.depth().plus(window.interval()).plus(EXTRA_DEPTH);
            double rows = callsPerDay * held.toSeconds() / DAY;
            requests += Math.max(0, sweeps - deeper) * pagesOfSweep(rows, settings.pageSize());
        }
        return requests;
    }

    /**
     * Pages of one sweep: it starts with a page slightly larger than the number of rows of the sweep before, doubles the size
     * from page to page, and ends with a page whose last rows are outside the window. Some sweeps find more calls than the one
     * before and need one page more.
     */
    private static double pagesOfSweep(double rows, int mostRows) {
        int pages = 1;
        double size = Math.min(mostRows, 1.25 * rows + LAST_ROWS);
        for (double seen = size; seen < rows + LAST_ROWS; seen += size) {
            size = Math.min(mostRows, 2 * size);
            pages++;
        }
        double anyCall = 1 - Math.exp(-rows);
        return pages + anyCall * EXTRA_PAGE;
    }

    /** Days for which a call is tracked: until its last sweep in the deepest window; no call is dropped during the backfill. */
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
        double rows = (double) PAGES_PER_REQUEST * settings.maxConcurrentRequests() * settings.pageSize();
        return Math.round(Math.min(rows, account.backfill().high() + account.callsPerDay()) * BYTES_PER_ROW);
    }
}

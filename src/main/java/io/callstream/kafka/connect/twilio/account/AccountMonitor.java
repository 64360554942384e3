package io.callstream.kafka.connect.twilio.account;

import io.callstream.kafka.connect.twilio.api.AccountContext;
import io.callstream.kafka.connect.twilio.api.AccountList;
import io.callstream.kafka.connect.twilio.api.ContextThreads;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.call.ListedAccount;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.report.AccountNames;
import io.callstream.kafka.connect.twilio.report.Durations;
import io.callstream.kafka.connect.twilio.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks which accounts exist, with {@code accounts=*}: lists them periodically, in the background, and reports when they
 * change.
 */
public final class AccountMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccountMonitor.class);

    /** Oldest first: a new account comes last, and is assigned to a task without moving another. */
    private static final Comparator<ListedAccount> BY_AGE = Comparator.comparing(
                    (ListedAccount account) -> account.created().orElse(Instant.MAX))
            .thenComparing(ListedAccount::sid);

    private static final Runnable NOTHING = () -> {};

    private final Set<String> excluded;
    private final Duration interval;
    private final Runnable changed;
    private final Consumer<ConnectException> failed;
    private final TwilioClient client;
    private final AccountList list;
    private final ScheduledThreadPoolExecutor timer;

    private List<String> accounts = List.of();
    private Set<String> suspended = Set.of();
    private boolean unauthorized;
    private boolean closed;

    private AccountMonitor(TwilioCallsConfig config, Runnable changed, Consumer<ConnectException> failed) {
        this.excluded = config.excludedAccounts();
        this.interval = config.accountsRefreshInterval();
        this.changed = changed;
        this.failed = failed;
        this.client = new TwilioClient(Wiring.apiSettings(config));
        this.list = client.accounts(config.accountSid());
        this.timer = ContextThreads.timer("twilio-accounts");
    }

    /**
     * Lists the accounts, and starts to list them periodically.
     *
     * @param changed is run when the accounts have changed
     * @param failed receives the error if two lists in a row were unauthorized; the monitor is closed then
     * @throws ConnectException if they cannot be listed, or if the thread is interrupted while it waits for the list
     */
    public static AccountMonitor start(TwilioCallsConfig config, Runnable changed, Consumer<ConnectException> failed) {
        AccountMonitor monitor = new AccountMonitor(config, changed, failed);
        try {
            monitor.begin(firstOf(monitor.list));
            return monitor;
        } catch (RuntimeException e) {
            monitor.close(); // Connect does not stop a connector that failed to start
            throw e;
        }
    }

    private static List<ListedAccount> firstOf(AccountList list) {
        try {
            return list.read().get();
        } catch (ExecutionException e) {
            throw notListed(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while listing the accounts", e);
        }
    }

    private static ConnectException notListed(@Nullable Throwable cause) {
        return new ConnectException("Could not list the accounts (accounts=*): " + cause, cause);
    }

    private synchronized void begin(List<ListedAccount> listed) {
        readLater();
        warnOfSuspended(listed);
        change(toRead(listed));
    }

    /** The accounts to read, oldest first. */
    public synchronized List<String> accounts() {
        return accounts;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        timer.shutdownNow();
        client.close();
    }

    private void read() {
        list.read().whenComplete((listed, failure) -> {
            try {
                received(listed, failure).run();
            } catch (RuntimeException e) {
                LOG.error(
                        "Failed to apply the list of accounts. If its accounts are not read, restart the connector.",
                        e);
            }
        });
    }

    private void readLater() {
        timer.schedule(this::read, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Processes a list, or a failure to get one. Returns what is to be run without the lock. */
    private synchronized Runnable received(List<ListedAccount> listed, @Nullable Throwable failure) {
        if (closed) {
            return NOTHING;
        }
        readLater();
        if (failure != null) {
            return failed(TwilioApiException.causeOf(failure));
        }
        unauthorized = false;
        warnOfSuspended(listed);
        List<String> toRead = toRead(listed);
        if (Set.copyOf(accounts).equals(Set.copyOf(toRead))) {
            return NOTHING;
        }
        change(toRead);
        return changed;
    }

    /**
     * Continues with the known accounts, unless the credential has been rejected twice in a row. A connector that only retried
     * would keep a revoked credential: a restart of what has failed would restart its tasks, but not the connector.
     */
    private Runnable failed(Throwable cause) {
        boolean again = unauthorized;
        unauthorized = cause instanceof TwilioApiException known && known.fault() == Fault.UNAUTHORIZED;
        if (unauthorized && again) {
            return () -> {
                close(); // Connect does not stop a connector that has failed
                failed.accept(notListed(cause));
            };
        }
        LOG.warn(
                "Could not list the accounts. Continuing with the known accounts; retrying in {}.",
                Durations.text(interval),
                cause);
        return NOTHING;
    }

    private List<String> toRead(List<ListedAccount> listed) {
        return listed.stream()
                .filter(ListedAccount::isActive)
                .sorted(BY_AGE)
                .map(ListedAccount::sid)
                .filter(sid -> !excluded.contains(sid))
                .toList();
    }

    private void change(List<String> toRead) {
        LOG.info(
                "Reading {} accounts (added: {}, removed: {})",
                toRead.size(),
                AccountNames.of(without(toRead, accounts)),
                AccountNames.of(without(accounts, toRead)));
        accounts = toRead;
    }

    private void warnOfSuspended(List<ListedAccount> listed) {
        Set<String> now = listed.stream()
                .filter(ListedAccount::isSuspended)
                .map(ListedAccount::sid)
                .collect(Collectors.toSet());
        now.stream().filter(sid -> !suspended.contains(sid)).sorted().forEach(AccountMonitor::warnOfSuspended);
        suspended = now;
    }

    private static void warnOfSuspended(String sid) {
        try (AccountContext context = AccountContext.of(sid)) {
            LOG.warn(
                    "{}: the account is suspended, so its calls cannot be read. Reading resumes from its stored offsets when"
                            + " Twilio lists it as active.",
                    sid);
        }
    }

    private static List<String> without(List<String> some, List<String> others) {
        Set<String> known = new HashSet<>(others);
        return some.stream().filter(sid -> !known.contains(sid)).toList();
    }
}

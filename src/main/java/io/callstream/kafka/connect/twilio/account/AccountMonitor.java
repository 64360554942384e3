package io.callstream.kafka.connect.twilio.account;

import io.callstream.kafka.connect.twilio.api.AccountContext;
import io.callstream.kafka.connect.twilio.api.AccountList;
import io.callstream.kafka.connect.twilio.api.ContextThreads;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private final Set<String> excluded;
    private final Duration interval;
    private final Runnable changed;
    private final Consumer<ConnectException> failed;
    private final TwilioClient client;
    private final AccountList list;
    private final ScheduledThreadPoolExecutor timer;

    /** Completed by the first list, or why there is none; cancelled when {@link #start} no longer waits for it. */
    private final CompletableFuture<List<String>> firstList = new CompletableFuture<>();

    private Optional<List<String>> accounts = Optional.empty();
    private Set<String> suspended = Set.of();
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
     * Starts to list accounts.
     *
     * @param firstWait how long to wait for the first list
     * @param changed is run when the accounts have changed; for the first list only if it was late
     * @param failed receives the error if listing fails and there has been no list before
     * @throws ConnectException if the thread is interrupted while it waits
     */
    public static AccountMonitor start(
            TwilioCallsConfig config, Duration firstWait, Runnable changed, Consumer<ConnectException> failed) {
        AccountMonitor monitor = new AccountMonitor(config, changed, failed);
        monitor.read();
        monitor.awaitFirst(firstWait);
        return monitor;
    }

    /** The accounts to read, oldest first; empty until the first list has arrived. */
    public synchronized Optional<List<String>> accounts() {
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
                if (received(listed, failure)) {
                    changed.run();
                }
            } catch (RuntimeException e) {
                LOG.error(
                        "Failed to apply the list of accounts. If its accounts are not read, restart the connector.",
                        e);
            }
        });
    }

    private void awaitFirst(Duration limit) {
        try {
            firstList.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // `changed` will report a late list, and `failed` has reported the error
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while listing the accounts", e);
        } finally {
            firstList.cancel(false);
        }
    }

    /** Processes a list, or a failure to get one. Returns whether to report a change. */
    private synchronized boolean received(@Nullable List<ListedAccount> listed, @Nullable Throwable failure) {
        if (closed) {
            return false;
        }
        timer.schedule(this::read, interval.toMillis(), TimeUnit.MILLISECONDS);
        if (listed == null) {
            notListed(failure);
            return false;
        }
        warnOfSuspended(listed);
        List<String> toRead = listed.stream()
                .filter(ListedAccount::isActive)
                .sorted(BY_AGE)
                .map(ListedAccount::sid)
                .filter(sid -> !excluded.contains(sid))
                .toList();
        boolean same = accounts.filter(known -> Set.copyOf(known).equals(Set.copyOf(toRead)))
                .isPresent();
        if (same) {
            return false;
        }
        LOG.info(
                "Reading {} accounts (added: {}, removed: {})",
                toRead.size(),
                AccountNames.of(without(toRead, accounts.orElse(List.of()))),
                AccountNames.of(without(accounts.orElse(List.of()), toRead)));
        accounts = Optional.of(toRead);
        boolean awaited = firstList.complete(toRead);
        return !awaited;
    }

    private void notListed(@Nullable Throwable failure) {
        if (accounts.isPresent()) {
            LOG.warn(
                    "Could not list the accounts. Continuing with the known accounts; retrying in {}.",
                    Durations.text(interval),
                    failure);
        } else {
            ConnectException error =
                    new ConnectException("Could not list the accounts (accounts=*): " + failure, failure);
            firstList.completeExceptionally(error);
            failed.accept(error);
        }
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

package io.callstream.kafka.connect.twilio.account;

import io.callstream.kafka.connect.twilio.api.AccountContext;
import io.callstream.kafka.connect.twilio.api.AccountList;
import io.callstream.kafka.connect.twilio.api.ContextThreads;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.call.ListedAccount;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.report.AccountNames;
import io.callstream.kafka.connect.twilio.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which accounts there are, where all are to be read: lists them again and again, in the background, and tells when
 * they are others than before.
 */
public final class AccountMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccountMonitor.class);

    /** In the order of their creation: so a new one comes last, and finds its place without moving another. */
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

    private Optional<List<String>> accounts = Optional.empty();
    private Set<String> suspended = Set.of();
    private boolean awaited = true;
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
     * Begins to list accounts.
     *
     * @param firstWait how long to wait for the first list
     * @param changed is run when the accounts have changed; for the first list only if it was late
     * @param failed is told if no list can be had, and none was there before
     */
    public static AccountMonitor start(
            TwilioCallsConfig config, Duration firstWait, Runnable changed, Consumer<ConnectException> failed) {
        AccountMonitor monitor = new AccountMonitor(config, changed, failed);
        monitor.read();
        monitor.awaitFirst(firstWait);
        return monitor;
    }

    /** The accounts to read, oldest first; empty as long as there has been no list. */
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
        CompletableFuture<List<ListedAccount>> answer = list.read();
        answer.whenComplete((listed, failure) -> {
            try {
                if (answered(listed, failure)) {
                    changed.run();
                }
            } catch (RuntimeException e) {
                LOG.error("The accounts were listed, but what follows from it could not be done", e);
            }
        });
    }

    private synchronized void awaitFirst(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toMillis(); accounts.isEmpty() && awaited && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while the accounts were listed", e);
        } finally {
            awaited = false;
        }
    }

    /** Whether somebody must be told. */
    private synchronized boolean answered(@Nullable List<ListedAccount> listed, @Nullable Throwable failure) {
        if (closed) {
            return false;
        }
        timer.schedule(this::read, interval.toMillis(), TimeUnit.MILLISECONDS);
        if (listed == null) {
            notListed(failure);
            return false;
        }
        tellOfSuspended(listed);
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
                "{} accounts are to be read: {} came, {} went",
                toRead.size(),
                AccountNames.of(without(toRead, accounts.orElse(List.of()))),
                AccountNames.of(without(accounts.orElse(List.of()), toRead)));
        boolean tell = accounts.isPresent() || !awaited;
        accounts = Optional.of(toRead);
        notifyAll();
        return tell;
    }

    private void notListed(@Nullable Throwable failure) {
        if (accounts.isPresent()) {
            LOG.warn("The accounts could not be listed. Those known are read on, and it is tried again.", failure);
        } else {
            awaited = false;
            notifyAll();
            failed.accept(new ConnectException("The accounts (accounts=*) could not be listed: " + failure, failure));
        }
    }

    private void tellOfSuspended(List<ListedAccount> listed) {
        Set<String> now = listed.stream()
                .filter(ListedAccount::isSuspended)
                .map(ListedAccount::sid)
                .collect(Collectors.toSet());
        now.stream().filter(sid -> !suspended.contains(sid)).sorted().forEach(AccountMonitor::tellOfSuspended);
        suspended = now;
    }

    private static void tellOfSuspended(String sid) {
        try (AccountContext context = AccountContext.of(sid)) {
            LOG.warn(
                    "{}: the account is suspended, so its calls cannot be read. It goes on where it was once Twilio says that"
                            + " it is active again.",
                    sid);
        }
    }

    private static List<String> without(List<String> some, List<String> others) {
        Set<String> known = new HashSet<>(others);
        return some.stream().filter(sid -> !known.contains(sid)).toList();
    }
}

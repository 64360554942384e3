package io.callstream.kafka.connect.twilio.api.pace;

import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.pace.Concurrency.Permit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The queue of a task's requests: grants as many at once as the account of each allows, the credential allows over all
 * accounts, and the task has slots for. Those of a higher priority come first, over all accounts; among equals, the accounts
 * take turns.
 *
 * <p>A request that gets no response holds its slot until its timeout. So that such requests do not keep other accounts
 * waiting, one half of the slots is kept for accounts that have nothing in flight; and the accounts whose last request got no
 * response share one half of what may be in flight, with one request each.
 */
public final class Limiter {

    /** Of this many slots, one is kept for accounts that have nothing in flight. */
    private static final int KEPT_FOR_IDLE_ACCOUNTS = 2;

    /** Of this many slots, one is kept for current changes of accounts that have nothing in flight. */
    private static final int KEPT_FOR_CURRENT_CHANGES = 8;

    /** Permission to send a request. */
    record Permits(Permit ofAccount, Permit ofCredential) {}

    /** A request, and the permits that it is granted. */
    private record Grant(CompletableFuture<Permits> request, Permits permits) {}

    private final int slots;
    private final Timing timing;
    private final Concurrency ofCredential;

    /** Accounts with requests that wait. */
    private final Map<Priority, Set<OfAccount>> waiting = new EnumMap<>(Priority.class);

    /** Accounts whose last request got no response. */
    private final Set<OfAccount> unresponsive = new HashSet<>();

    private long turns;

    /**
     * @param slots maximum requests in flight
     */
    public Limiter(int slots, Timing timing) {
        this.slots = slots;
        this.timing = timing;
        this.ofCredential = Concurrency.startingAt(slots);
    }

    /**
     * The part of one account.
     *
     * @param max maximum requests in flight for it
     */
    public OfAccount of(int max) {
        return new OfAccount(max);
    }

    private void grant() {
        for (Optional<Grant> grant = next(); grant.isPresent(); grant = next()) {
            grant.get().request().complete(grant.get().permits());
        }
    }

    private synchronized Optional<Grant> next() {
        for (Priority priority : Priority.values()) {
            List<OfAccount> inTurn = new ArrayList<>(waiting(priority));
            inTurn.sort(Comparator.comparingLong(account -> account.lastTurn));
            for (OfAccount account : inTurn) {
                Optional<Permits> permits = account.permits(priority);
                if (permits.isPresent()) {
                    return Optional.of(new Grant(account.takeTurn(priority), permits.get()));
                }
            }
        }
        return Optional.empty();
    }

    private Set<OfAccount> waiting(Priority priority) {
        return waiting.computeIfAbsent(priority, none -> new LinkedHashSet<>());
    }

    /** Grants an account's requests. */
    public final class OfAccount {

        private final Concurrency ofAccount;
        private final Map<Priority, Queue<CompletableFuture<Permits>>> requests = new EnumMap<>(Priority.class);

        private long pausedUntil = timing.nanoTime().getAsLong();

        /** The number of its last turn; 0 if it has had none, or none that counts. */
        private long lastTurn;

        private OfAccount(int max) {
            this.ofAccount = Concurrency.startingAtFew(max);
        }

        /** Completes when a request may be sent; {@link #release} must follow. */
        CompletableFuture<Permits> acquire(Priority priority) {
            CompletableFuture<Permits> permits = new CompletableFuture<>();
            synchronized (Limiter.this) {
                requests(priority).add(permits);
                waiting(priority).add(this);
            }
            grant();
            return permits;
        }

        /** Returns the permits of a request that is no longer in flight. */
        void release(Permits permits) {
            synchronized (Limiter.this) {
                ofAccount.release(permits.ofAccount());
                ofCredential.release(permits.ofCredential());
            }
            grant();
        }

        /** Records that a request succeeded. */
        void succeeded(Permits permits) {
            synchronized (Limiter.this) {
                unresponsive.remove(this);
                ofAccount.succeeded(permits.ofAccount());
                ofCredential.succeeded(permits.ofCredential());
            }
        }

        /** Records that a request got no response. */
        void unanswered() {
            synchronized (Limiter.this) {
                unresponsive.add(this);
            }
        }

        /**
         * Records that a request exceeded the rate limit: that of the account or that of the credential.
         *
         * <p>A 429 does not say which. A probe of one of them answers that by itself. Otherwise an account's only request
         * cannot be too many for the account, but for the credential, if others are in flight. Among several of an account,
         * the account's own limit is the likelier one.
         *
         * @return how many such requests in a row were the account's only one, as far as this client can know: then only
         *     waiting helps; 0 if fewer requests at once may help
         */
        int throttled(Permits permits) {
            synchronized (Limiter.this) {
                if (ofCredential.isBeforeSignal(permits.ofCredential())) {
                    return 0;
                }
                boolean alone = ofAccount.inFlight() == 1 && ofCredential.inFlight() > 1;
                boolean probesCredential = permits.ofCredential() instanceof Permit.Probe;
                boolean probesAccount = permits.ofAccount() instanceof Permit.Probe;
                if (probesAccount || !probesCredential && !alone || ofAccount.isBeforeSignal(permits.ofAccount())) {
                    return ofAccount.throttled(permits.ofAccount());
                }
                ofCredential.throttled(permits.ofCredential());
                lastTurn = 0;
                return 0;
            }
        }

        /** Grants the account nothing for a while. */
        void pause(Duration duration) {
            synchronized (Limiter.this) {
                long until = timing.nanoTime().getAsLong() + duration.toNanos();
                pausedUntil = Math.max(pausedUntil, until);
            }
            timing.timer().schedule(Limiter.this::grant, duration.toNanos(), TimeUnit.NANOSECONDS);
        }

        private Optional<Permits> permits(Priority priority) {
            boolean paused = timing.nanoTime().getAsLong() - pausedUntil < 0;
            if (paused || slots - ofCredential.inFlight() <= slotsKept(priority) || waitsForAResponse()) {
                return Optional.empty();
            }
            Optional<Permit> own = ofAccount.permit();
            Optional<Permit> common = own.flatMap(permit -> ofCredential.permit());
            if (common.isEmpty()) {
                own.ifPresent(ofAccount::release);
            }
            return common.map(permit -> new Permits(own.orElseThrow(), permit));
        }

        /** The slots that a request must leave free. */
        private int slotsKept(Priority priority) {
            if (ofAccount.inFlight() > 0) {
                return slots / KEPT_FOR_IDLE_ACCOUNTS;
            }
            return priority == Priority.ROLLING ? 0 : slots / KEPT_FOR_CURRENT_CHANGES;
        }

        /** Whether the account is unresponsive, and enough requests of such accounts are in flight. */
        private boolean waitsForAResponse() {
            if (!unresponsive.contains(this)) {
                return false;
            }
            int unanswered = unresponsive.stream()
                    .mapToInt(account -> account.ofAccount.inFlight())
                    .sum();
            return ofAccount.inFlight() > 0 || unanswered >= Math.max(1, ofCredential.limit() / 2);
        }

        private CompletableFuture<Permits> takeTurn(Priority priority) {
            lastTurn = ++turns;
            CompletableFuture<Permits> next = requests(priority).remove();
            if (requests(priority).isEmpty()) {
                waiting(priority).remove(this);
            }
            return next;
        }

        private Queue<CompletableFuture<Permits>> requests(Priority priority) {
            return requests.computeIfAbsent(priority, none -> new ArrayDeque<>());
        }
    }
}

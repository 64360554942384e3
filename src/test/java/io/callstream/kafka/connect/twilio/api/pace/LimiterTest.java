package io.callstream.kafka.connect.twilio.api.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.pace.Limiter.OfAccount;
import io.callstream.kafka.connect.twilio.api.pace.Limiter.Permits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimiterTest {

    private static final int SLOTS = 64;
    private static final int CAP = 4;

    private final VirtualTimer timer = new VirtualTimer();
    private final Timing timing = new Timing(timer, timer::nanoTime, () -> 0.5);

    @Test
    void sendsRollingRequestsBeforeBackfillOverAllAccounts() {
        Limiter limiter = new Limiter(1, timing);
        OfAccount one = limiter.of(1);
        OfAccount other = limiter.of(1);
        CompletableFuture<Permits> first = one.acquire(Priority.BACKFILL);
        CompletableFuture<Permits> past = one.acquire(Priority.BACKFILL);
        CompletableFuture<Permits> now = other.acquire(Priority.ROLLING);
        CompletableFuture<Permits> ownNow = one.acquire(Priority.ROLLING);
        assertThat(first).isDone();

        one.release(first.join());
        assertThat(now).isDone();
        assertThat(ownNow).isNotDone();

        other.release(now.join());
        assertThat(ownNow).isDone();
        assertThat(past).isNotDone();

        one.release(ownNow.join());
        assertThat(past).isDone();
    }

    @Test
    void letsAccountsTakeTurns() {
        Limiter limiter = new Limiter(1, timing);
        List<OfAccount> accounts = Stream.generate(() -> limiter.of(1)).limit(3).toList();
        List<Integer> order = new ArrayList<>();
        for (int account = 0; account < accounts.size(); account++) {
            for (int request = 0; request < 2; request++) {
                int number = account;
                accounts.get(account).acquire(Priority.ROLLING).thenAccept(permits -> {
                    order.add(number);
                    timer.execute(() -> accounts.get(number).release(permits));
                });
            }
        }
        timer.pass(Duration.ofSeconds(1));

        assertThat(order).containsExactly(0, 1, 2, 0, 1, 2);
    }

    @Test
    void grantsNothingDuringAPause() {
        OfAccount account = new Limiter(1, timing).of(1);
        account.pause(Duration.ofSeconds(5));
        account.pause(Duration.ofSeconds(2)); // does not shorten it
        CompletableFuture<Permits> waiting = account.acquire(Priority.ROLLING);

        timer.pass(Duration.ofMillis(4999));
        assertThat(waiting).isNotDone();

        timer.pass(Duration.ofMillis(1));
        assertThat(waiting).isDone();
    }

    @Test
    void pausesOneAccountOnly() {
        Limiter limiter = new Limiter(1, timing);
        OfAccount paused = limiter.of(1);
        paused.pause(Duration.ofHours(1));
        paused.acquire(Priority.ROLLING);

        assertThat(limiter.of(1).acquire(Priority.BACKFILL)).isDone();
    }

    /** However many requests each of them has: those of an account beyond its first use one half of the slots at most. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 16, 32, 39})
    void keepsSlotsForAccountsWithNothingInFlight(int hanging) {
        Limiter limiter = new Limiter(SLOTS, timing);
        for (int i = 0; i < hanging; i++) {
            acquire(limiter.of(CAP), Priority.ROLLING, 2 * CAP);
        }

        assertThat(limiter.of(CAP).acquire(Priority.ROLLING)).isDone();
    }

    @Test
    void keepsSlotsForCurrentChangesFromAnyNumberOfBackfills() {
        Limiter limiter = new Limiter(SLOTS, timing);
        for (int i = 0; i < 1000; i++) {
            acquire(limiter.of(CAP), Priority.BACKFILL, 2 * CAP);
        }

        assertThat(limiter.of(CAP).acquire(Priority.ROLLING)).isDone();
    }

    @Test
    void leavesOneHalfOfTheSlotsToAccountsThatRespond() {
        Limiter limiter = new Limiter(SLOTS, timing);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1000; i++) {
                timeOut(limiter.of(CAP));
            }
        }

        for (int i = 0; i < SLOTS / 2; i++) {
            assertThat(limiter.of(CAP).acquire(Priority.ROLLING)).isDone();
        }
    }

    @Test
    void sendsOneRequestAtOnceToAnUnresponsiveAccountUntilOneSucceeds() {
        OfAccount account = new Limiter(SLOTS, timing).of(CAP);
        CompletableFuture<Permits> probe = timeOut(account);
        List<CompletableFuture<Permits>> others = acquire(account, Priority.ROLLING, CAP - 1);
        assertThat(probe).isDone();
        assertThat(others).noneMatch(CompletableFuture::isDone);

        account.succeeded(probe.join());
        account.release(probe.join());
        assertThat(others).allMatch(CompletableFuture::isDone);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 32, 200})
    void keepsNoSlotFromASingleAccount(int cap) {
        OfAccount account = new Limiter(Math.max(SLOTS, 2 * cap), timing).of(cap);
        for (int i = 0; i < 20; i++) {
            acquire(account, Priority.BACKFILL, cap).stream()
                    .filter(CompletableFuture::isDone)
                    .forEach(permits -> {
                        account.succeeded(permits.join());
                        account.release(permits.join());
                    });
        }

        assertThat(acquire(account, Priority.BACKFILL, cap)).allMatch(CompletableFuture::isDone);
    }

    /** Gets a permit, no response, and the permit of a retry. */
    private static CompletableFuture<Permits> timeOut(OfAccount account) {
        CompletableFuture<Permits> first = account.acquire(Priority.ROLLING);
        first.thenAccept(permits -> {
            account.unanswered();
            account.release(permits);
        });
        return account.acquire(Priority.ROLLING);
    }

    private static List<CompletableFuture<Permits>> acquire(OfAccount account, Priority priority, int times) {
        return Stream.generate(() -> account.acquire(priority)).limit(times).toList();
    }
}

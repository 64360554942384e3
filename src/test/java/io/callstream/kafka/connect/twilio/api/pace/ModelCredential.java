package io.callstream.kafka.connect.twilio.api.pace;

import io.callstream.kafka.connect.twilio.api.AccountClient;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.RequestListener;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * A credential of many accounts that serves a number of requests at once, over all of them and for each, and throttles the
 * others; and a client whose accounts always have requests to send, in virtual time.
 */
final class ModelCredential {

    /**
     * The figures of a period.
     *
     * @param throttled share of the requests that got a 429
     * @param successes responses of each account
     * @param longestWait of any account for its next response
     */
    record Measured(double throttled, List<Long> successes, Duration longestWait) {

        long total() {
            return successes.stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final int SLOTS = 64;
    private static final Retries RETRIES =
            new Retries(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofHours(1));

    private final VirtualTimer timer = new VirtualTimer();
    private final List<ModelAccount> accounts = new ArrayList<>();
    private final Random random;
    private final Timing timing;
    private final Limiter limiter;

    private int limit;
    private int inService;
    private long throttled;
    private long longestWait;

    /**
     * @param limit requests served at once over all accounts
     */
    ModelCredential(long seed, int limit) {
        this.random = new Random(seed);
        this.timing = new Timing(timer, timer::nanoTime, random::nextDouble);
        this.limiter = new Limiter(SLOTS, timing);
        this.limit = limit;
    }

    /**
     * Adds an account with unlimited work.
     *
     * @param ownLimit requests of the account served at once
     * @param cap maximum requests that the client sends at once for it
     */
    ModelCredential add(int ownLimit, int cap) {
        accounts.add(new ModelAccount(ownLimit, cap));
        return this;
    }

    /** Changes the number of requests that are served at once. */
    void limit(int newLimit) {
        limit = newLimit;
    }

    /** Advances the time, and returns the figures. */
    Measured run(Duration duration) {
        throttled = 0;
        longestWait = 0;
        accounts.forEach(ModelAccount::begin);
        timer.pass(duration);
        accounts.forEach(ModelAccount::noteWait);
        List<Long> successes =
                accounts.stream().map(account -> account.succeeded).toList();
        long total = successes.stream().mapToLong(Long::longValue).sum();
        return new Measured(throttled / Math.max(1.0, total + throttled), successes, Duration.ofNanos(longestWait));
    }

    private final class ModelAccount {

        private final int ownLimit;
        private final Sender sender;
        private int ownInService;
        private long succeeded;
        private long lastSuccess;

        ModelAccount(int ownLimit, int cap) {
            this.ownLimit = ownLimit;
            this.sender = new Sender(
                    limiter.of(cap),
                    RETRIES,
                    timing,
                    new OutageLog(LoggerFactory.getLogger(AccountClient.class), timer::nanoTime)
                            .of("AC" + accounts.size(), RequestListener.NONE),
                    RequestListener.NONE);
            for (int i = 0; i < 2 * cap; i++) {
                send();
            }
        }

        void begin() {
            succeeded = 0;
            lastSuccess = timer.nanoTime();
        }

        void noteWait() {
            longestWait = Math.max(longestWait, timer.nanoTime() - lastSuccess);
        }

        private void send() {
            sender.send(Priority.BACKFILL, attempt -> serve(), response -> response)
                    .whenComplete((value, failure) -> send());
        }

        private CompletableFuture<String> serve() {
            if (inService >= limit || ownInService >= ownLimit) {
                throttled++;
                return CompletableFuture.failedFuture(
                        new TwilioApiException(Fault.THROTTLED, "throttled", "throttled", Optional.empty(), null));
            }
            inService++;
            ownInService++;
            CompletableFuture<String> response = new CompletableFuture<>();
            timer.schedule(
                    () -> {
                        inService--;
                        ownInService--;
                        succeeded++;
                        noteWait();
                        lastSuccess = timer.nanoTime();
                        response.complete("response");
                    },
                    100 + random.nextInt(600),
                    TimeUnit.MILLISECONDS);
            return response;
        }
    }
}

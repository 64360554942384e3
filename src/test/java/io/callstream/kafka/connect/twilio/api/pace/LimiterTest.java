package io.callstream.kafka.connect.twilio.api.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.pace.Concurrency.Permit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LimiterTest {

    private final VirtualTimer timer = new VirtualTimer();
    private final Limiter limiter = new Limiter(1, timer, timer::nanoTime);

    @Test
    void sendsRollingRequestsBeforeBackfill() {
        CompletableFuture<Permit> first = limiter.acquire(Priority.BACKFILL);
        CompletableFuture<Permit> past = limiter.acquire(Priority.BACKFILL);
        CompletableFuture<Permit> now = limiter.acquire(Priority.ROLLING);
        assertThat(first).isDone();

        limiter.release(first.join());
        assertThat(now).isDone();
        assertThat(past).isNotDone();

        limiter.release(now.join());
        assertThat(past).isDone();
    }

    @Test
    void grantsNothingDuringAPause() {
        limiter.pause(Duration.ofSeconds(5));
        limiter.pause(Duration.ofSeconds(2)); // does not shorten it
        CompletableFuture<Permit> waiting = limiter.acquire(Priority.ROLLING);

        timer.pass(Duration.ofMillis(4999));
        assertThat(waiting).isNotDone();

        timer.pass(Duration.ofMillis(1));
        assertThat(waiting).isDone();
    }
}

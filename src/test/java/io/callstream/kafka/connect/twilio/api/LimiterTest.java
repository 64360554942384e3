package io.callstream.kafka.connect.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.Limiter.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimiterTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Limiter limiter = new Limiter(16, timer, () -> 0);

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void requestsThatAreRefusedTogetherHalveTheLimitOnce() {
        List<Permit> burst = permits(16);

        burst.forEach(limiter::throttled);
        assertThat(limiter.limit()).isEqualTo(8);

        burst.forEach(permit -> limiter.release());
        permits(8).forEach(limiter::throttled);
        assertThat(limiter.limit()).as("after a second burst").isEqualTo(4);
    }

    @Test
    void aRoundOfGoodAnswersGivesOneBack() {
        permits(1).forEach(limiter::throttled);
        assertThat(limiter.limit()).isEqualTo(8);

        for (int i = 0; i < 9; i++) {
            limiter.succeeded();
        }
        assertThat(limiter.limit()).isEqualTo(9);
    }

    private List<Permit> permits(int count) {
        List<Permit> permits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CompletableFuture<Permit> permit = limiter.acquire(Priority.BACKFILL);
            assertThat(permit).isDone();
            permits.add(permit.join());
        }
        return permits;
    }
}

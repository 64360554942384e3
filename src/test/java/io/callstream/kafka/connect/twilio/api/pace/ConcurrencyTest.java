package io.callstream.kafka.connect.twilio.api.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.pace.Concurrency.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

    private final Concurrency concurrency = Concurrency.startingAtFew(16);

    @Test
    void startsWithAFewRequestsAndOneProbe() {
        List<Permit> permits = all();

        assertThat(permits).hasSize(5);
        assertThat(permits.subList(0, 4)).allMatch(Permit.Known.class::isInstance);
        assertThat(permits.get(4)).isInstanceOf(Permit.Probe.class);
    }

    @Test
    void doublesTheProbesEverySecondSuccessfulRound() {
        List<Integer> rounds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            List<Permit> permits = all();
            rounds.add(permits.size());
            permits.forEach(this::succeed);
        }

        assertThat(rounds).containsExactly(5, 5, 7, 7, 11, 11, 16, 16);
    }

    @Test
    void keepsTheLimitAfterAThrottledProbe() {
        List<Permit> permits = all();
        throttle(permits.get(4));
        permits.subList(0, 4).forEach(this::succeed);

        assertThat(concurrency.limit()).isEqualTo(4);
        assertThat(all()).hasSize(4);
    }

    @Test
    void repeatsProbesAtGrowingIntervals() {
        List<Integer> pauses = new ArrayList<>();
        int successes = 0;
        while (pauses.size() < 7) {
            for (Permit permit : all()) {
                if (permit instanceof Permit.Probe) {
                    throttle(permit);
                    pauses.add(successes);
                    successes = 0;
                } else {
                    succeed(permit);
                    successes += pauses.isEmpty() ? 0 : 1;
                }
            }
        }

        // Four were sent together with each throttled probe, and do not count.
        assertThat(pauses.subList(1, 7)).containsExactly(32 + 4, 64 + 4, 128 + 4, 256 + 4, 256 + 4, 256 + 4);
    }

    @Test
    void countsRequestsThrottledTogetherAsOneSignal() {
        grow();
        List<Permit> burst = all();

        burst.forEach(this::throttle);

        assertThat(concurrency.limit()).isEqualTo(15);
    }

    @Test
    void fallsFasterWhile429sContinue() {
        grow();
        List<Integer> falls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            throttle(concurrency.permit().orElseThrow());
            falls.add(concurrency.limit());
        }

        assertThat(falls).containsExactly(15, 13, 9, 4, 2, 1);
    }

    @Test
    void returnsToTheLimitBeforeAFall() {
        grow();
        for (int i = 0; i < 4; i++) {
            throttle(concurrency.permit().orElseThrow());
        }
        assertThat(concurrency.limit()).isEqualTo(4);

        for (int i = 0; i < 5; i++) {
            all().forEach(this::succeed);
        }

        assertThat(concurrency.limit()).isEqualTo(15);
    }

    @Test
    void reportsThatOnlyWaitingHelpsAtALimitOfOne() {
        Concurrency one = Concurrency.startingAtFew(1);
        for (int i = 1; i <= 3; i++) {
            Permit permit = one.permit().orElseThrow();
            assertThat(one.throttled(permit)).isEqualTo(i);
            one.release(permit);
        }
        Permit permit = one.permit().orElseThrow();
        one.succeeded(permit);
        one.release(permit);
        permit = one.permit().orElseThrow();

        assertThat(one.throttled(permit)).isEqualTo(1);
    }

    private void grow() {
        for (int i = 0; i < 8; i++) {
            all().forEach(this::succeed);
        }
        assertThat(concurrency.limit()).isEqualTo(16);
    }

    private List<Permit> all() {
        List<Permit> permits = new ArrayList<>();
        for (Optional<Permit> permit = concurrency.permit(); permit.isPresent(); permit = concurrency.permit()) {
            permits.add(permit.get());
        }
        return permits;
    }

    private void succeed(Permit permit) {
        concurrency.succeeded(permit);
        concurrency.release(permit);
    }

    private void throttle(Permit permit) {
        concurrency.throttled(permit);
        concurrency.release(permit);
    }
}

package io.callstream.kafka.connect.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ServerClockTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private Duration elapsed = Duration.ZERO;
    private ServerClock clock = clock(NOON);

    @Test
    void takesTheDateWhenItIsBehindTheWorkersClock() {
        assertThat(read(HOUR.negated())).isEqualTo(NOON.minus(HOUR));
    }

    @Test
    void takesTheWorkersClockWhenTheDateIsAhead() {
        assertThat(read(HOUR)).isEqualTo(NOON);
        assertThat(read(Duration.ofDays(365))).isEqualTo(NOON);
    }

    @Test
    void subtractsTheTimeThatTheResponseTook() {
        long sent = clock.nanoTime();
        elapsed = Duration.ofSeconds(20);

        assertThat(clock.sentAt(NOON.plusSeconds(20), sent, clock.nanoTime())).isEqualTo(NOON);
        assertThat(clock.sentAt(NOON.plusSeconds(17), sent, clock.nanoTime())).isEqualTo(NOON.minusSeconds(3));
    }

    @Test
    void advancesNoFasterThanTheMonotonicClock() {
        clock = clock(NOON.plus(Duration.ofDays(1))); // the worker's clock is a day ahead
        assertThat(read(Duration.ZERO)).isEqualTo(NOON);

        elapsed = Duration.ofMinutes(1);
        assertThat(read(HOUR)).isEqualTo(NOON.plusSeconds(60));
        assertThat(read(Duration.ZERO)).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void recoversFromAFirstDateThatWasBehindOnceBothClocksAgree() {
        assertThat(read(HOUR.negated())).isEqualTo(NOON.minus(HOUR));
        assertThat(read(Duration.ofSeconds(10).negated())).isEqualTo(NOON.minus(HOUR));

        assertThat(read(Duration.ofSeconds(2).negated())).isEqualTo(NOON.minusSeconds(2));
        assertThat(read(HOUR.negated())).isEqualTo(NOON.minus(HOUR));
        assertThat(read(Duration.ZERO)).isEqualTo(NOON);
    }

    @Test
    void ignoresThatTheWorkersClockIsSetWhileItRuns() {
        Instant[] local = {NOON};
        clock = new ServerClock(new Clocks(() -> local[0], () -> elapsed.toNanos()));
        local[0] = NOON.plus(HOUR);

        assertThat(read(HOUR)).isEqualTo(NOON);
    }

    @Test
    void knowsTheLatestTimeThatAnyClockShows() {
        assertThat(clock.latest()).isEqualTo(NOON);
        read(HOUR.negated());
        assertThat(clock.latest()).isEqualTo(NOON);
        read(HOUR);
        assertThat(clock.latest()).isEqualTo(NOON.plus(HOUR));
        elapsed = Duration.ofMinutes(1);
        assertThat(clock.latest()).isEqualTo(NOON.plus(HOUR).plusSeconds(60));
    }

    /** The server's time of a request with an immediate response whose date is wrong by some time. */
    private Instant read(Duration wrongBy) {
        return clock.sentAt(NOON.plus(elapsed).plus(wrongBy), clock.nanoTime(), clock.nanoTime());
    }

    private ServerClock clock(Instant local) {
        return new ServerClock(new Clocks(InstantSource.fixed(local), () -> elapsed.toNanos()));
    }
}

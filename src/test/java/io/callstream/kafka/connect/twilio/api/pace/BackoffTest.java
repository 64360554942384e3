package io.callstream.kafka.connect.twilio.api.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration MAX = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofHours(1);
    private static final Retries SETTINGS = new Retries(FIRST, MAX, TIMEOUT);

    @Test
    void doublesUpToTheLongestWait() {
        Backoff full = new Backoff(SETTINGS, () -> 1);
        TwilioApiException failure = failure(Fault.SERVER_ERROR, Optional.empty());

        assertThat(full.delay(1, failure)).isEqualTo(FIRST);
        assertThat(full.delay(2, failure)).isEqualTo(Duration.ofSeconds(1));
        assertThat(full.delay(7, failure)).isEqualTo(Duration.ofSeconds(32));
        assertThat(full.delay(8, failure)).isEqualTo(MAX);
        assertThat(full.delay(Integer.MAX_VALUE, failure)).isEqualTo(MAX);
    }

    @Property
    void spreadsTheJitterOverTheWholeWait(
            @ForAll @IntRange(min = 0) int attempts, @ForAll @DoubleRange(min = 0, max = 1) double jitter) {
        TwilioApiException failure = failure(Fault.SERVER_ERROR, Optional.empty());
        Duration full = new Backoff(SETTINGS, () -> 1).delay(attempts, failure);
        Duration delay = new Backoff(SETTINGS, () -> jitter).delay(attempts, failure);

        assertThat(delay).isEqualTo(Duration.ofMillis((long) (full.toMillis() * jitter)));
    }

    @Property
    void honoursRetryAfterUpToTheRetryTimeout(
            @ForAll @IntRange(min = 1) int attempts,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @IntRange(max = 999_999_999) int seconds) {
        Duration required = Duration.ofSeconds(seconds);
        Backoff backoff = new Backoff(SETTINGS, () -> jitter);
        TwilioApiException failure = failure(Fault.THROTTLED, Optional.of(required));
        Duration honoured = required.compareTo(TIMEOUT) > 0 ? TIMEOUT : required;

        assertThat(backoff.delay(attempts, failure)).isBetween(honoured, TIMEOUT);
        if (seconds > 0) {
            assertThat(backoff.accountPause(failure, 0)).contains(honoured);
        }
        assertThat(backoff.accountPause(failure, attempts).orElseThrow()).isBetween(honoured, TIMEOUT);
    }

    @Test
    void pausesLongAfterTooManyFailures() {
        Backoff none = new Backoff(SETTINGS, () -> 0);
        TwilioApiException failure = failure(Fault.TOO_MANY_FAILURES, Optional.empty());

        assertThat(none.delay(1, failure)).isEqualTo(Duration.ofSeconds(30));
        assertThat(none.accountPause(failure, 0)).contains(Duration.ofSeconds(30));
    }

    @Test
    void waitsLongerOnlyIfTheOnlyRequestIsThrottled() {
        Backoff full = new Backoff(SETTINGS, () -> 1);
        TwilioApiException failure = failure(Fault.THROTTLED, Optional.empty());

        assertThat(full.accountPause(failure, 0)).isEmpty();
        assertThat(full.accountPause(failure, 1)).contains(FIRST);
        assertThat(full.accountPause(failure, 3)).contains(Duration.ofSeconds(2));
        assertThat(full.accountPause(failure, 100)).contains(MAX);
    }

    private static TwilioApiException failure(Fault fault, Optional<Duration> retryAfter) {
        return new TwilioApiException(fault, "simulated", "simulated", retryAfter, null);
    }
}

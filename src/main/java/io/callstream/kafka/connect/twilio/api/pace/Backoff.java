package io.callstream.kafka.connect.twilio.api.pace;

import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * The wait before a retry: exponential with full jitter, so that clients which failed together do not retry together, and at
 * least as long as the API's {@code Retry-After}.
 */
final class Backoff {

    /** Twilio's 70005 counts failing requests; short waits would only add to them. */
    private static final Duration AFTER_TOO_MANY_FAILURES = Duration.ofSeconds(30);

    private static final int MAX_DOUBLINGS = 30;

    private final Retries settings;
    private final DoubleSupplier jitter;

    /**
     * @param jitter numbers from 0 to 1, evenly distributed
     */
    Backoff(Retries settings, DoubleSupplier jitter) {
        this.settings = settings;
        this.jitter = jitter;
    }

    /** The wait after a number of attempts, the last of which failed this way. */
    Duration delay(int attempts, Throwable failure) {
        long doubled = settings.backoff().toMillis() << Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS);
        long ceiling = doubled <= 0
                ? settings.maxBackoff().toMillis()
                : Math.min(doubled, settings.maxBackoff().toMillis());
        Duration jittered = Duration.ofMillis((long) (ceiling * jitter.getAsDouble()));
        return failure instanceof TwilioApiException known ? atLeast(minimum(known), jittered) : jittered;
    }

    /**
     * The pause of the whole account; empty for most failures, as they concern one request.
     *
     * @param throttledAlone how many requests in a row exceeded the rate limit although each was the only one: fewer at
     *     once cannot help then, only waiting can
     */
    Optional<Duration> accountPause(TwilioApiException failure, int throttledAlone) {
        Duration minimum = minimum(failure);
        if (throttledAlone > 0) {
            return Optional.of(delay(throttledAlone, failure));
        }
        return minimum.isZero() ? Optional.empty() : Optional.of(minimum);
    }

    /** The wait that the API asks for, at most the retry timeout: the caller must learn of the failure in time. */
    private Duration minimum(TwilioApiException failure) {
        Duration retryAfter = failure.retryAfter().orElse(Duration.ZERO);
        Duration wait =
                failure.fault() == Fault.TOO_MANY_FAILURES ? atLeast(AFTER_TOO_MANY_FAILURES, retryAfter) : retryAfter;
        return wait.compareTo(settings.timeout()) > 0 ? settings.timeout() : wait;
    }

    private static Duration atLeast(Duration minimum, Duration wanted) {
        return wanted.compareTo(minimum) < 0 ? minimum : wanted;
    }
}

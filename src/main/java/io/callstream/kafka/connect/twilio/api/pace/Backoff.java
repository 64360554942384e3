package io.callstream.kafka.connect.twilio.api.pace;

import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a retry: exponential with full jitter, so that clients which failed together do not come back
 * together, and at least as long as the API asks.
 */
final class Backoff {

    /** Twilio's 70005 counts failing requests; short waits would only add to them. */
    private static final Duration AFTER_TOO_MANY_FAILURES = Duration.ofSeconds(30);

    private static final int MAX_DOUBLINGS = 30;

    private final Retries settings;
    private final DoubleSupplier jitter;

    /**
     * @param jitter numbers from 0 to 1, evenly spread
     */
    Backoff(Retries settings, DoubleSupplier jitter) {
        this.settings = settings;
        this.jitter = jitter;
    }

    /** Wait after so many attempts, the last of which failed like this. */
    Duration delay(int attempts, Throwable failure) {
        long doubled = settings.backoff().toMillis() << Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS);
        long ceiling = doubled <= 0
                ? settings.maxBackoff().toMillis()
                : Math.min(doubled, settings.maxBackoff().toMillis());
        Duration jittered = Duration.ofMillis((long) (ceiling * jitter.getAsDouble()));
        return failure instanceof TwilioApiException known ? atLeast(minimum(known), jittered) : jittered;
    }

    /**
     * How long the whole account waits; empty if it need not, for most failures concern one request.
     *
     * @param refusedAlone how often in a row a request was refused although it was the only one: sending fewer at once
     *     cannot help then, only waiting can
     */
    Optional<Duration> accountPause(TwilioApiException failure, int refusedAlone) {
        Duration minimum = minimum(failure);
        if (refusedAlone > 0) {
            return Optional.of(delay(refusedAlone, failure));
        }
        return minimum.isZero() ? Optional.empty() : Optional.of(minimum);
    }

    /** As long as asked, but never beyond the time for retries: whoever waits for the answer must hear of it in time. */
    private Duration minimum(TwilioApiException failure) {
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        Duration wanted = failure.fault() == Fault.TOO_MANY_FAILURES ? atLeast(AFTER_TOO_MANY_FAILURES, asked) : asked;
        return wanted.compareTo(settings.timeout()) > 0 ? settings.timeout() : wanted;
    }

    private static Duration atLeast(Duration minimum, Duration wanted) {
        return wanted.compareTo(minimum) < 0 ? minimum : wanted;
    }
}

package io.callstream.kafka.connect.twilio.api.pace;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The failed attempts of one request: whether to retry, and their summary once retries end.
 *
 * <p>Retries end when the request has been failing for the timeout: the attempts and the waits between them count, the waits
 * for a permit do not. Those depend on other requests, and a request that waits for them has not failed.
 */
final class Attempts {

    private final LongSupplier nanoTime;
    private final Duration timeout;
    private final long began;
    private final Map<Fault, Integer> failures = new EnumMap<>(Fault.class);

    private Optional<Fault> last = Optional.empty();
    private int inARow;
    private Duration failing = Duration.ZERO;

    /**
     * @param nanoTime monotonic clock
     * @param timeout how long the request may be failing
     */
    Attempts(LongSupplier nanoTime, Duration timeout) {
        this.nanoTime = nanoTime;
        this.timeout = timeout;
        this.began = nanoTime.getAsLong();
    }

    /**
     * Records a failed attempt.
     *
     * @param took from sending the request to its failure
     */
    synchronized void failed(Fault fault, Duration took) {
        // Another fault in between restarts the count: only a credential that is rejected several times in a row is
        // wrong, not one that is rejected now and then during an outage.
        inARow = last.filter(fault::equals).isPresent() ? inARow + 1 : 1;
        last = Optional.of(fault);
        failures.merge(fault, 1, Integer::sum);
        failing = failing.plus(took);
    }

    /** Whether a retry may help after the last failure. */
    synchronized boolean canRetry() {
        return failing.compareTo(timeout) < 0
                && last.filter(fault -> fault.isRetried(inARow)).isPresent();
    }

    /** Records the wait before the next attempt: the wanted one, or what is left of the timeout if that is less. */
    synchronized Duration nextWait(Duration wanted) {
        Duration left = timeout.minus(failing);
        Duration wait = wanted.compareTo(left) < 0 ? wanted : left;
        failing = failing.plus(wait);
        return wait;
    }

    /** Whether the only failure is that the first attempt exceeded the rate limit. */
    synchronized boolean throttledOnce() {
        return failures.equals(Map.of(Fault.THROTTLED, 1));
    }

    /** The last failure, with the number and the kinds of all. */
    synchronized TwilioApiException summarize(TwilioApiException failure) {
        int count = failures.values().stream().mapToInt(Integer::intValue).sum();
        if (count < 2) {
            return failure;
        }
        String kinds = failures.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(", "));
        Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - began);
        return failure.with(
                " Gave up retrying after " + count + " attempts in " + elapsed.toSeconds() + " s (" + kinds + ").");
    }
}

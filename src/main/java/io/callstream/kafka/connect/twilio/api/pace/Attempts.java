package io.callstream.kafka.connect.twilio.api.pace;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The failed attempts of one request: whether to retry, and their summary once retries end. */
final class Attempts {

    private final LongSupplier nanoTime;
    private final long began;
    private final Map<Fault, Integer> failures = new EnumMap<>(Fault.class);

    private Optional<Fault> last = Optional.empty();
    private int inARow;

    /**
     * @param nanoTime monotonic clock
     */
    Attempts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    /** Records a failed attempt. */
    synchronized void failed(Fault fault) {
        // Another fault in between restarts the count: only a credential that is rejected several times in a row is
        // wrong, not one that is rejected now and then during an outage.
        inARow = last.filter(fault::equals).isPresent() ? inARow + 1 : 1;
        last = Optional.of(fault);
        failures.merge(fault, 1, Integer::sum);
    }

    /** Whether a retry may help after the last failure. */
    synchronized boolean canRetry() {
        return last.filter(fault -> fault.isRetried(inARow)).isPresent();
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

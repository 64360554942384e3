package io.callstream.kafka.connect.twilio.api.pace;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What became of one request so far: whether to try again, and what to tell when that is over. */
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

    /** Notes that an attempt failed. */
    synchronized void failed(Fault fault) {
        // A refused credential in the midst of an outage counts anew: only one that is refused time after time is
        // wrong.
        inARow = last.filter(fault::equals).isPresent() ? inARow + 1 : 1;
        last = Optional.of(fault);
        failures.merge(fault, 1, Integer::sum);
    }

    /** Whether another attempt may help after the failure noted last. */
    synchronized boolean mayGoOn() {
        return last.filter(fault -> fault.isRetried(inARow)).isPresent();
    }

    /** Whether nothing more happened than that there were too many requests at once when it was sent first. */
    synchronized boolean refusedOnce() {
        return failures.equals(Map.of(Fault.THROTTLED, 1));
    }

    /** The last failure, with the whole story. */
    synchronized TwilioApiException story(TwilioApiException failure) {
        int count = failures.values().stream().mapToInt(Integer::intValue).sum();
        if (count < 2) {
            return failure;
        }
        String kinds = failures.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(", "));
        Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - began);
        return failure.with(" Given up after " + count + " attempts in " + elapsed.toSeconds() + " s (" + kinds + ").");
    }
}

package io.callstream.kafka.connect.twilio.api.pace;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The sources of time and chance that decide when a request is sent; tests replace them.
 *
 * @param timer runs delayed requests and retries
 * @param nanoTime monotonic clock
 * @param jitter numbers from 0 to 1, evenly distributed
 */
public record Timing(ScheduledExecutorService timer, LongSupplier nanoTime, DoubleSupplier jitter) {

    /** The machine's clock and random numbers. */
    public static Timing system(ScheduledExecutorService timer) {
        return new Timing(
                timer, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    }
}

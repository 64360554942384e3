package io.callstream.kafka.connect.twilio.api;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The clocks of the machine that runs a task; tests replace them.
 *
 * @param local the time of day
 * @param nanoTime monotonic, in nanoseconds
 */
public record Clocks(InstantSource local, LongSupplier nanoTime) {

    /** The clocks of this machine. */
    public static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);

    /** The monotonic clock in milliseconds. */
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
    }
}

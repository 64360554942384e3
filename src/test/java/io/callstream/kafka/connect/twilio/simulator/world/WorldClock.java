package io.callstream.kafka.connect.twilio.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The server's time: that of this machine, faster, or fixed until it is advanced. */
public final class WorldClock implements Supplier<Instant> {

    private Instant base;
    private long baseNanos = System.nanoTime();
    private double speed;

    private WorldClock(Instant base, double speed) {
        this.base = base;
        this.speed = speed;
    }

    /** Starts at a moment and runs at a multiple of this machine's speed. */
    public static WorldClock running(Instant from, double speed) {
        return new WorldClock(from, speed);
    }

    /** A clock that does not advance by itself. */
    public static WorldClock standing(Instant at) {
        return new WorldClock(at, 0);
    }

    @Override
    public synchronized Instant get() {
        long passed = System.nanoTime() - baseNanos;
        return base.plusNanos((long) (passed * speed));
    }

    /** Advances the clock. */
    public synchronized void advance(Duration by) {
        base = get().plus(by);
        baseNanos = System.nanoTime();
    }

    /** Stops the clock. */
    public synchronized void freeze() {
        base = get();
        speed = 0;
    }
}

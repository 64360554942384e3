package io.callstream.kafka.connect.twilio.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The server's time: that of this machine, faster, or standing still until it is moved. */
public final class WorldClock implements Supplier<Instant> {

    private Instant base;
    private long baseNanos = System.nanoTime();
    private double speed;

    private WorldClock(Instant base, double speed) {
        this.base = base;
        this.speed = speed;
    }

    /** Begins at a moment and runs so many times as fast as this machine's. */
    public static WorldClock running(Instant from, double speed) {
        return new WorldClock(from, speed);
    }

    /** Stands still until it is moved. */
    public static WorldClock standing(Instant at) {
        return new WorldClock(at, 0);
    }

    @Override
    public synchronized Instant get() {
        long passed = System.nanoTime() - baseNanos;
        return base.plusNanos((long) (passed * speed));
    }

    /** Moves on. */
    public synchronized void advance(Duration by) {
        base = get().plus(by);
        baseNanos = System.nanoTime();
    }

    /** Stands still from now on. */
    public synchronized void freeze() {
        base = get();
        speed = 0;
    }
}

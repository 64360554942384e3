package io.callstream.kafka.connect.twilio.simulator;

import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Serves simulated accounts until the process ends. Settings are system properties: {@code simulator.host} and
 * {@code .port} to listen at, {@code .now} (the server's time at the start, if not this machine's), {@code .seed},
 * {@code .accounts}, {@code .calls}, {@code .days}, {@code .calls.per.hour}, {@code .speed} (0: the clock does not advance),
 * {@code .latency.ms}, {@code .concurrency}, {@code .pages.kept} (the number of cached pages).
 *
 * <p>It prints one line when it is ready: {@code READY <base URL> <account SIDs, with commas> <auth token>}.
 */
public final class SimulatorMain {

    private SimulatorMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Instant now = Optional.ofNullable(System.getProperty("simulator.now"))
                .map(Instant::parse)
                .orElseGet(Instant::now);
        World world = new World(Long.getLong("simulator.seed", 1), now);
        WorldProfile profile = WorldProfile.LIVELY
                .history(
                        Integer.getInteger("simulator.calls", 5000),
                        Duration.ofDays(Integer.getInteger("simulator.days", 90)))
                .callsPerHour(Integer.getInteger("simulator.calls.per.hour", 1200));
        for (int i = 0; i < Integer.getInteger("simulator.accounts", 1); i++) {
            world.addAccount(profile);
        }
        WorldClock clock = WorldClock.running(now, Integer.getInteger("simulator.speed", 1));
        TwilioSimulator simulator = TwilioSimulator.start(
                world,
                clock,
                InetAddress.getByName(System.getProperty("simulator.host", "127.0.0.1")),
                Integer.getInteger("simulator.port", 0));
        simulator.latency(Duration.ofMillis(Integer.getInteger("simulator.latency.ms", 100)));
        simulator.concurrencyLimit(Integer.getInteger("simulator.concurrency", Integer.MAX_VALUE));
        simulator.keepPages(Integer.getInteger("simulator.pages.kept", 0));
        String accounts = world.accounts().stream().map(SimulatedAccount::sid).collect(Collectors.joining(","));
        System.out.println("READY " + simulator.baseUrl() + " " + accounts + " "
                + world.mainAccount().authToken());
        Thread.currentThread().join();
    }
}

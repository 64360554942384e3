package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.api.AccountClient;
import io.callstream.kafka.connect.twilio.api.Clocks;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.sync.AccountSync;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.RestoredAccount;
import io.callstream.kafka.connect.twilio.wiring.Wiring;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The connector's own sync of a simulated account whose clock stands still: what an estimate must predict. */
public final class SyncRun implements AutoCloseable {

    private final TwilioClient client;
    private final AccountClient account;
    private final TwilioSimulator simulator;
    private final AccountSync sync;
    private final Set<String> calls = new HashSet<>();
    private final int capacity;
    private long now;
    private long backfillRequests = 1; // the account's age
    private long sweepRequests;

    public SyncRun(TwilioCallsConfig config, String sid, TwilioSimulator simulator) {
        this.simulator = simulator;
        this.client = new TwilioClient(
                Wiring.apiSettings(config),
                new Clocks(() -> simulator.clock().get(), () -> TimeUnit.MILLISECONDS.toNanos(now)));
        this.account = client.account(sid);
        this.capacity = config.syncSettings().maxConcurrentRequests();
        this.sync = new AccountSync(
                config.syncSettings(), account.readFacts().join(), RestoredAccount.NOTHING, now, event -> {});
    }

    /** Reads everything that is due now. */
    public void readWhatIsDue() {
        for (List<Read> reads = sync.next(now, capacity); !reads.isEmpty(); reads = sync.next(now, capacity)) {
            for (Read read : reads) {
                if (read instanceof Read.OfBackfill) {
                    backfillRequests++;
                } else if (read instanceof Read.OfSweep) {
                    sweepRequests++;
                }
                CallsReply reply =
                        account.send(read.request(), Priority.ROLLING).join();
                sync.take(read, reply, now).ifPresent(page -> page.changes().forEach(call -> calls.add(call.sid())));
            }
        }
    }

    /** Advances the time, and reads whenever something is due. */
    public void follow(Duration time) {
        sweepRequests = 0;
        for (long end = now + time.toMillis(); now < end; ) {
            long step = Math.max(1, Math.min(sync.nextDue(), end) - now);
            simulator.clock().advance(Duration.ofMillis(step));
            now += step;
            readWhatIsDue();
        }
    }

    /** Number of distinct calls found. */
    public long calls() {
        return calls.size();
    }

    /** Requests of the backfill. */
    public long backfillRequests() {
        return backfillRequests;
    }

    /** Requests of sweeps during the last {@link #follow}. */
    public long sweepRequests() {
        return sweepRequests;
    }

    @Override
    public void close() {
        client.close();
    }
}

package io.callstream.kafka.connect.twilio.sync.rolling;

import io.callstream.kafka.connect.twilio.sync.AccountSync;
import io.callstream.kafka.connect.twilio.sync.CallRow;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.RestoredAccount;

import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A head sweep over a page of known rows: the time of the sync itself, from the request to the verdict. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SweepBenchmark {

    private static final int ROWS = 1000;
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration POLL = Duration.ofSeconds(30);

    private final AccountSync sync = new AccountSync(
            new SyncSettings(
                    POLL, Duration.ofDays(14), ROWS, 4, new BackfillStart.None(), UserFilters.NONE, false),
            new AccountFacts(Optional.of(START), START),
            RestoredAccount.NOTHING,
            0,
            event -> {});
    private final List<Call> rows = IntStream.range(0, ROWS)
            .mapToObj(i -> CallRow.completed(i, START.plusSeconds(ROWS - i)).call())
            .toList();
    private long now;

    /** A row that is no change. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int sweepOfKnownRows() {
        return sweep(rows);
    }

    /** A sweep without rows: planning, the sweep's start and end, the watermarks. */
    @Benchmark
    public int sweepOfNothing() {
        return sweep(List.of());
    }

    private int sweep(List<Call> found) {
        now += POLL.toMillis();
        int changes = 0;
        List<Read> reads = sync.next(now, 4);
        for (Read read : reads) {
            CallsPage page = new CallsPage(found, Optional.empty(), START.plusMillis(now), Optional.empty(), 0);
            changes += sync.take(read, new CallsReply.Page(page), now)
                    .map(judged -> judged.changes().size())
                    .orElse(0);
        }
        return changes;
    }
}

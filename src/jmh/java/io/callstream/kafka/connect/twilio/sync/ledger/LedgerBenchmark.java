package io.callstream.kafka.connect.twilio.sync.ledger;

import io.callstream.kafka.connect.twilio.sync.CallRow;

import io.callstream.kafka.connect.twilio.call.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The ledger of an account with a million tracked calls: the time to recognise a row, and to enter a new one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LedgerBenchmark.ROWS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LedgerBenchmark {

    static final int ROWS = 1000;

    private static final int TRACKED = 1_000_000;
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    /** A full ledger, and rows that it holds. */
    @State(Scope.Benchmark)
    public static class Full {

        private final Ledger ledger = new Ledger(NOON.minus(Duration.ofDays(14)));
        private final List<Call> rows;

        public Full() {
            Random random = new Random(1);
            long[][] sids = new long[TRACKED][2];
            for (long[] sid : sids) {
                sid[0] = random.nextLong();
                sid[1] = random.nextLong();
                ledger.put(row(sid[0], sid[1]), NOON);
            }
            rows = IntStream.range(0, ROWS)
                    .mapToObj(i -> sids[random.nextInt(TRACKED)])
                    .map(sid -> row(sid[0], sid[1]))
                    .toList();
        }
    }

    /** Rows of unknown calls, and a ledger that is replaced by an empty one when it holds a million. */
    @State(Scope.Benchmark)
    public static class Growing {

        private final Random random = new Random(2);
        private Ledger ledger = new Ledger(NOON);
        private List<Call> rows = List.of();

        @Setup(Level.Invocation)
        public void draw() {
            rows = IntStream.range(0, ROWS)
                    .mapToObj(i -> row(random.nextLong(), random.nextLong()))
                    .toList();
            if (ledger.size() >= TRACKED) {
                ledger = new Ledger(NOON);
            }
        }
    }

    @Benchmark
    public int lookUp(Full full) {
        int same = 0;
        for (Call row : full.rows) {
            same += full.ledger.compare(row, NOON) == Ledger.Verdict.SAME ? 1 : 0;
        }
        return same;
    }

    @Benchmark
    public int lookUpAndEnter(Growing growing) {
        for (Call row : growing.rows) {
            if (growing.ledger.compare(row, NOON) == Ledger.Verdict.UNKNOWN) {
                growing.ledger.put(row, NOON);
            }
        }
        return growing.ledger.size();
    }

    private static Call row(long high, long low) {
        String sid = "CA%016x%016x".formatted(high, low);
        return new CallRow(sid, "completed", NOON, NOON, NOON, null).call();
    }
}

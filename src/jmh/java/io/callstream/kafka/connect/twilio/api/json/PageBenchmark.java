package io.callstream.kafka.connect.twilio.api.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.callstream.kafka.connect.twilio.api.json.PageParser.Parsed;
import io.callstream.kafka.connect.twilio.benchmark.SamplePage;
import io.callstream.kafka.connect.twilio.record.CallRecordMapper;
import io.callstream.kafka.connect.twilio.record.DecimalMode;
import io.callstream.kafka.connect.twilio.record.Origin;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallField;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
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

/** The time per row to parse a page and map it to records, and for comparison to scan its tokens. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SamplePage.ROWS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PageBenchmark {

    private static final Map<String, Object> OFFSET = Map.of("version", 1L);

    private final byte[] page = SamplePage.bytes();
    private final List<Call> calls = parsed();
    private final List<Call.Builder> rows = calls.stream().map(PageBenchmark::row).toList();
    private final CallRecordMapper mapper = new CallRecordMapper(DecimalMode.PRECISE);
    private final Origin origin = new Origin("twilio.calls", Map.of("window", "rolling"), "rolling", Optional.of("RQ1"), Instant.EPOCH);

    /** The baseline: scans the same bytes with the same library, and keeps nothing. */
    @Benchmark
    public int scanTokens() throws IOException {
        int tokens = 0;
        try (JsonParser json = PageParser.JSON.createParser(new ByteArrayInputStream(page))) {
            while (json.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    /** Parses bytes into calls with their fingerprints. */
    @Benchmark
    public Parsed parse() throws IOException {
        return new PageParser("AC", false).page(new ByteArrayInputStream(page));
    }

    /** Maps calls to records. */
    @Benchmark
    public List<SourceRecord> map() {
        return records(calls);
    }

    /** Parses and maps. */
    @Benchmark
    public List<SourceRecord> parseAndMap() throws IOException {
        return records(parse().calls());
    }

    /** Fingerprints rows that are already read. */
    @Benchmark
    public long fingerprint() {
        long sum = 0;
        for (Call.Builder row : rows) {
            sum += Fingerprint.of(row);
        }
        return sum;
    }

    private List<SourceRecord> records(List<Call> rows) {
        List<SourceRecord> records = new ArrayList<>(rows.size());
        for (Call call : rows) {
            records.add(mapper.map(call, origin, OFFSET));
        }
        return records;
    }

    private static Call.Builder row(Call call) {
        Call.Builder row = new Call.Builder();
        for (CallField field : CallField.values()) {
            row.set(field, call.get(field));
        }
        call.additionalProperties().forEach(row::additionalProperty);
        return row;
    }

    private List<Call> parsed() {
        try {
            return parse().calls();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }
}

package io.callstream.kafka.connect.twilio.benchmark.following;

import io.callstream.kafka.connect.twilio.benchmark.Measurement;
import io.callstream.kafka.connect.twilio.sync.Purpose;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts requests, rows, records and changes. */
final class Tally {

    private final long[] requests = new long[Purpose.values().length];
    private final long[] rows = new long[Purpose.values().length];
    private long records;
    private long changes;

    void requested(Read read, CallsReply reply) {
        int purpose = Purpose.of(read).ordinal();
        requests[purpose]++;
        if (reply instanceof CallsReply.Page rowsRead) {
            rows[purpose] += rowsRead.page().calls().size();
        }
    }

    /** Counts a record, and the changes that it is the first to show. */
    void recorded(int newChanges) {
        records++;
        changes += newChanges;
    }

    long requests() {
        return sum(requests);
    }

    long changes() {
        return changes;
    }

    long rows() {
        return sum(rows);
    }

    List<Measurement> measurements(String prefix, double days, double callsPerDay) {
        List<Measurement> measurements = new ArrayList<>();
        measurements.add(Measurement.exact(prefix + "requests_per_day", "requests", requests() / days));
        measurements.add(Measurement.exact(prefix + "rows_per_day", "rows", rows() / days));
        measurements.add(Measurement.exact(prefix + "rows_per_call", "rows", rows() / days / callsPerDay));
        for (Purpose purpose : Purpose.values()) {
            String name = purpose.name().toLowerCase(Locale.ROOT);
            measurements.add(Measurement.exact(
                    prefix + "requests_per_day." + name, "requests", requests[purpose.ordinal()] / days));
            measurements.add(Measurement.exact(
                    prefix + "rows_per_call." + name, "rows", rows[purpose.ordinal()] / days / callsPerDay));
        }
        measurements.add(Measurement.exact(prefix + "records_per_day", "records", records / days));
        measurements.add(Measurement.exact(prefix + "changes_per_day", "changes", changes / days));
        measurements.add(
                Measurement.exact(prefix + "records_per_call", "records", records / days / callsPerDay));
        return measurements;
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}

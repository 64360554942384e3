package io.callstream.kafka.connect.twilio.benchmark.endtoend.ceiling;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * Returns the connector's records from memory, which is the fastest that the worker can take them from any connector. The
 * connector's own task reads them before this one starts, so that schema, headers, offsets and batch sizes are the same.
 *
 * <p>It keeps some pages and returns them repeatedly. All records at once would take hundreds of megabytes of the worker's
 * heap, and collecting these would lower the ceiling.
 */
public final class CeilingTask extends SourceTask {

    /** Key: the total number of records to return. */
    public static final String RECORDS = "ceiling.records";

    private static final int MOST_HELD = 20_000;

    private final List<List<SourceRecord>> batches = new ArrayList<>();
    private int next;
    private int left;

    @Override
    public String version() {
        return new TwilioCallsSourceTask().version();
    }

    @Override
    public void start(Map<String, String> properties) {
        left = Integer.parseInt(properties.get(RECORDS));
        TwilioCallsSourceTask connector = new TwilioCallsSourceTask();
        connector.initialize(context);
        connector.start(properties);
        try {
            hold(connector, Math.min(left, MOST_HELD));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("interrupted while reading records to return", e);
        } finally {
            connector.stop();
        }
    }

    private void hold(TwilioCallsSourceTask connector, int wanted) throws InterruptedException {
        int held = 0;
        while (held < wanted) {
            List<SourceRecord> batch = connector.poll();
            if (batch != null) {
                batches.add(List.copyOf(batch));
                held += batch.size();
            }
        }
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (left == 0) {
            TimeUnit.MILLISECONDS.sleep(100);
            return null;
        }
        List<SourceRecord> batch = batches.get(next);
        next = (next + 1) % batches.size();
        List<SourceRecord> records = batch.subList(0, Math.min(left, batch.size()));
        left -= records.size();
        return records;
    }

    @Override
    public void stop() {
        batches.clear();
    }
}

package io.callstream.kafka.connect.twilio;

import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.metrics.WorkerMetrics;
import io.callstream.kafka.connect.twilio.task.RunningTask;
import io.callstream.kafka.connect.twilio.task.StoredOffsets;
import io.callstream.kafka.connect.twilio.wiring.Version;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Delivers the changed calls of its accounts to Connect. {@link RunningTask} reads them, on its own threads. */
public final class TwilioCallsSourceTask extends SourceTask {

    private @Nullable RunningTask running;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        running = RunningTask.start(
                new TwilioCallsTaskConfig(properties),
                new StoredOffsets(context.offsetStorageReader()),
                WorkerMetrics.of(context));
    }

    /** Returns whole pages of records, or {@code null} if none arrived within a second. */
    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        return running == null ? null : running.poll();
    }

    /** Stops at once: requests in flight are dropped, and their pages are read again after a restart. */
    @Override
    public void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}

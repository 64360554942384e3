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

/** Hands the news of its accounts to Connect. Reading them is {@link RunningTask}'s work, on threads of its own. */
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

    /** Whole pages of records, or {@code null} when there was nothing for a second. */
    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        return running == null ? null : running.poll();
    }

    /** Ends at once: requests under way are dropped, and what they would have brought is read again. */
    @Override
    public void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}

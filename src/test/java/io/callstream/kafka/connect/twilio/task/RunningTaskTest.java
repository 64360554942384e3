package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.metrics.Metric;
import io.callstream.kafka.connect.twilio.metrics.MetricRegistry;
import io.callstream.kafka.connect.twilio.offset.MapOffsetStorageReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class RunningTaskTest {

    private static final String ACCOUNT = "AC" + "0".repeat(32);

    /** Connect does not stop a task that failed to start, so the start itself closes what it has opened. */
    @Test
    void aFailedStartClosesWhatItHasOpened() {
        Map<String, String> properties = Map.of("twilio.account.sid", ACCOUNT, "twilio.auth.token", "never sent");
        TwilioCallsTaskConfig config = new TwilioCallsTaskConfig(
                TwilioCallsTaskConfig.of(properties, List.of(List.of(ACCOUNT))).get(0));
        AtomicInteger closed = new AtomicInteger();
        MetricRegistry broken = new MetricRegistry() {
            @Override
            public void add(Metric metric, Map<String, String> tags, LongSupplier value) {
                throw new IllegalStateException("adding a metric failed");
            }

            @Override
            public LongConsumer addAverageAndMaximum(Metric average, Metric maximum, Map<String, String> tags) {
                return value -> {};
            }

            @Override
            public void retry() {}

            @Override
            public void close() {
                closed.incrementAndGet();
                throw new IllegalStateException("closing failed");
            }
        };

        assertThatThrownBy(() ->
                        RunningTask.start(config, new StoredOffsets(new MapOffsetStorageReader(Map.of())), broken))
                .hasMessage("adding a metric failed")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("closing failed"));
        assertThat(closed).hasValue(1);
    }
}

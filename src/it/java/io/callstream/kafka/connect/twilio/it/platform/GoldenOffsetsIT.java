package io.callstream.kafka.connect.twilio.it.platform;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the offsets of a release, from which later versions must resume. Run once for each release. */
class GoldenOffsetsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    @Test
    @EnabledIfSystemProperty(named = "golden.write", matches = ".+", disabledReason = "written once for each release")
    void writesOffsetsOfAnUnfinishedBackfill() throws Exception {
        try (ProcessStack stack = ProcessStack.start(StackFiles.fromBuild("golden-it"))) {
            RemoteSimulator twilio = stack.startSimulator(GoldenOffsets.WORLD);
            Map<String, String> config = new HashMap<>(twilio.config());
            config.put("connector.class", TwilioCallsSourceConnector.class.getName());
            config.put("page.size", "100");
            config.put("max.concurrent.requests", "2");
            ConnectRest connector = new ConnectRest(stack.worker().url(), "golden");
            connector.configure(config).ok();

            // time for changes, so that the rolling windows store something, too
            await().atMost(TIMEOUT).until(() -> twilio.served().size() > 5);
            twilio.advance(Duration.ofMinutes(20));
            twilio.latency(Duration.ofSeconds(1));
            String account = twilio.accounts().get(0);
            await().atMost(TIMEOUT).until(() -> {
                GoldenOffsets offsets = new GoldenOffsets(connector.offsets());
                return offsets.rollingIsStored()
                        && !offsets.finishedMonths().isEmpty()
                        && !offsets.cursors().isEmpty();
            });
            connector.stop().ok();
            await().atMost(TIMEOUT).until(() -> connector.taskStates().isEmpty());
            assertThat(new GoldenOffsets(connector.offsets()).cursors()).isNotEmpty();
            GoldenOffsets.write(System.getProperty("golden.write"), account, connector.offsets());
        }
    }
}

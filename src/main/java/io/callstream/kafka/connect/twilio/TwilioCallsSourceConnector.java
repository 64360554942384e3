package io.callstream.kafka.connect.twilio;

import io.callstream.kafka.connect.twilio.config.ConfigValidation;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.offset.AlteredOffsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Reads the calls of Twilio accounts into Kafka: every call, and every later change of it, as a record keyed by the
 * call's SID.
 *
 * <p>Accounts are spread over the tasks; an account is read by one task.
 */
public final class TwilioCallsSourceConnector extends SourceConnector {

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public ConfigDef config() {
        return TwilioCallsConfig.configDef();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return TwilioCallsSourceTask.class;
    }

    @Override
    public void start(Map<String, String> props) {
        new TwilioCallsConfig(props).warnOfUnknownKeys();
        properties = new HashMap<>(props);
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return TwilioCallsTaskConfig.split(properties, maxTasks);
    }

    @Override
    public void stop() {
        // nothing runs in the connector itself
    }

    @Override
    public Config validate(Map<String, String> props) {
        return ConfigValidation.validate(super.validate(props), props, new AccountCheck());
    }

    /**
     * Takes over offsets that a person has written, or resets them: a window whose offset is reset is read again.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException naming the source partition, the key, its value and what is
     *     expected, if an offset is not one that the connector could have written
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        AlteredOffsets.check(offsets);
        return true;
    }

    /**
     * Not supported: a state is emitted once because the task remembers what it has emitted, in memory. After a crash it
     * knows only what the offsets say, and rows changed since may repeat.
     */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> props) {
        return ExactlyOnceSupport.UNSUPPORTED;
    }
}

package io.callstream.kafka.connect.twilio.benchmark.endtoend.ceiling;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** The connector with another task. */
public final class CeilingConnector extends SourceConnector {

    private final TwilioCallsSourceConnector connector = new TwilioCallsSourceConnector();

    @Override
    public String version() {
        return connector.version();
    }

    @Override
    public ConfigDef config() {
        return connector.config();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return CeilingTask.class;
    }

    @Override
    public void start(Map<String, String> properties) {
        connector.initialize(context());
        connector.start(properties);
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return connector.taskConfigs(maxTasks);
    }

    @Override
    public void stop() {
        connector.stop();
    }
}

package io.callstream.kafka.connect.twilio;

import io.callstream.kafka.connect.twilio.account.AccountCheck;
import io.callstream.kafka.connect.twilio.account.AccountMonitor;
import io.callstream.kafka.connect.twilio.account.Assignment;
import io.callstream.kafka.connect.twilio.config.ConfigValidation;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.config.TwilioCallsTaskConfig;
import io.callstream.kafka.connect.twilio.offset.AlteredOffsets;
import io.callstream.kafka.connect.twilio.wiring.Version;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Reads the calls of Twilio accounts into Kafka: every call, and every later change of it, as a record keyed by the
 * call's SID.
 *
 * <p>Accounts are spread over the tasks; each account is read by one task.
 */
public final class TwilioCallsSourceConnector extends SourceConnector {

    /** How long {@link #start} waits for the first list of accounts; if it is later, the tasks are configured later. */
    private static final Duration FIRST_LIST = Duration.ofSeconds(5);

    private Map<String, String> properties = Map.of();
    private List<String> accounts = List.of();
    private Optional<AccountMonitor> monitor = Optional.empty();
    private Assignment assignment = Assignment.NONE;

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
        TwilioCallsConfig config = new TwilioCallsConfig(props);
        config.warnOfUnknownKeys();
        config.warnOfSettingsWithoutEffect();
        properties = new HashMap<>(props);
        accounts = config.accounts();
        if (config.readsAllAccounts()) {
            monitor = Optional.of(AccountMonitor.start(
                    config, FIRST_LIST, () -> context().requestTaskReconfiguration(), context()::raiseError));
        }
    }

    /**
     * Spreads the accounts over tasks, without moving those that have a task already. Sends no request: with
     * {@code accounts=*} it uses the latest list.
     *
     * @throws ConnectException until the first list of the accounts has arrived; Connect retries, and running tasks continue
     */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<String> toRead = monitor.isEmpty()
                ? accounts
                : monitor.get()
                        .accounts()
                        .orElseThrow(() -> new ConnectException(
                                "The accounts (accounts=*) are still being listed. Connect retries; tasks are configured"
                                        + " when the list has arrived."));
        assignment = assignment.of(toRead, maxTasks);
        return TwilioCallsTaskConfig.of(properties, assignment.tasks());
    }

    @Override
    public void stop() {
        monitor.ifPresent(AccountMonitor::close);
        monitor = Optional.empty();
        assignment = Assignment.NONE;
    }

    @Override
    public Config validate(Map<String, String> props) {
        return validate(props, AccountCheck.LIMIT);
    }

    /**
     * Validates a configuration with another time limit, for callers that can wait longer than a worker's REST API.
     *
     * @param limit how long to wait for all of Twilio's responses together
     */
    public Config validate(Map<String, String> props, Duration limit) {
        return ConfigValidation.validate(super.validate(props), props, InstantSource.system(), new AccountCheck(limit));
    }

    /**
     * Accepts offsets that a user has written or reset. A window whose offset is reset is read again.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if an offset is not one that the connector could have written;
     *     it names the source partition, the key, its value and what is expected
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        AlteredOffsets.check(offsets, TwilioCallsConfig.filterHash(connectorConfig), InstantSource.system());
        return true;
    }

    /**
     * Not supported: the task avoids duplicates by remembering in memory what it has emitted. After a crash it knows only what
     * the offsets hold, and may emit rows that changed since again.
     */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> props) {
        return ExactlyOnceSupport.UNSUPPORTED;
    }
}

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

    /**
     * Starts the connector. With {@code accounts=*}, waits for the first list of the accounts, however long Twilio takes, until
     * it has failed, after {@code retry.timeout.ms} at the latest.
     *
     * <p>A connector without a list cannot say which tasks it needs. {@link #taskConfigs} could then only throw, upon which a
     * standalone worker never completes the creation of the connector; or return none, upon which Connect stops the tasks
     * that run while the connector restarts, and starts them again when the list has arrived. A start may take its time:
     * <ul>
     *   <li>Connect runs it on a thread of its own, and asks for task configurations when it has returned. Until then the
     *       tasks of before run on, as Connect has stored their configurations.
     *   <li>A distributed worker runs its other connectors meanwhile. A standalone worker creates the connectors of its
     *       command line one after the other, so the next one waits.
     *   <li>A worker that stops or moves the connector meanwhile waits 5 s, and abandons the start; that ends with the list
     *       or its failure, and then closes what it has opened.
     * </ul>
     *
     * @throws ConnectException if the accounts cannot be listed: the connector fails, and its tasks run on
     */
    @Override
    public void start(Map<String, String> props) {
        TwilioCallsConfig config = new TwilioCallsConfig(props);
        config.warnOfUnknownKeys();
        config.warnOfSettingsWithoutEffect();
        properties = new HashMap<>(props);
        accounts = config.accounts();
        if (config.readsAllAccounts()) {
            monitor = Optional.of(
                    AccountMonitor.start(config, () -> context().requestTaskReconfiguration(), context()::raiseError));
        }
    }

    /**
     * Spreads the accounts over tasks, without moving those that have a task already. Sends no request: with
     * {@code accounts=*} it uses the latest list.
     */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<String> toRead = monitor.map(AccountMonitor::accounts).orElse(accounts);
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

package io.callstream.kafka.connect.twilio.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** A task's configuration: that of the connector, and the accounts that the task reads. */
public final class TwilioCallsTaskConfig extends TwilioCallsConfig {

    private static final String TASK_ACCOUNTS = "task.accounts";
    private static final String TASK_ID = "task.id";

    public TwilioCallsTaskConfig(Map<String, String> properties) {
        super(taskConfigDef(), properties);
        ConfigValidation.requireConsistent(this);
    }

    /**
     * The configurations of a connector's tasks.
     *
     * @param accounts the accounts of each task
     */
    public static List<Map<String, String>> of(Map<String, String> properties, List<List<String>> accounts) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (int task = 0; task < accounts.size(); task++) {
            Map<String, String> config = new HashMap<>(properties);
            config.put(TASK_ACCOUNTS, String.join(",", accounts.get(task)));
            config.put(TASK_ID, Integer.toString(task));
            configs.add(config);
        }
        return configs;
    }

    /** The accounts that this task reads. */
    public List<String> taskAccounts() {
        return getList(TASK_ACCOUNTS);
    }

    /** The task's number, from 0. */
    public int taskId() {
        return getInt(TASK_ID);
    }

    private static ConfigDef taskConfigDef() {
        return configDef()
                .define(
                        TASK_ACCOUNTS,
                        Type.LIST,
                        ConfigDef.NO_DEFAULT_VALUE,
                        Importance.HIGH,
                        "Accounts that the task reads.")
                .define(TASK_ID, Type.INT, ConfigDef.NO_DEFAULT_VALUE, Importance.LOW, "Number of the task, from 0.");
    }
}

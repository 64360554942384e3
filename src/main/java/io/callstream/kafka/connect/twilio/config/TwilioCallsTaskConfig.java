package io.callstream.kafka.connect.twilio.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** A task's configuration: the connector's, and which of its accounts the task reads. */
public final class TwilioCallsTaskConfig extends TwilioCallsConfig {

    private static final String TASK_ACCOUNTS = "task.accounts";
    private static final String TASK_ID = "task.id";

    public TwilioCallsTaskConfig(Map<String, String> properties) {
        super(taskConfigDef(), properties);
        ConfigValidation.requireConsistent(this);
    }

    /**
     * Spreads a connector's accounts over its tasks, one after the other.
     *
     * @param maxTasks how many tasks there may be; no more are made than there are accounts
     */
    public static List<Map<String, String>> split(Map<String, String> properties, int maxTasks) {
        List<String> accounts = new TwilioCallsConfig(properties).accounts();
        int tasks = Math.min(maxTasks, accounts.size());
        List<List<String>> accountsOfTask = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            accountsOfTask.add(new ArrayList<>());
        }
        for (int i = 0; i < accounts.size(); i++) {
            accountsOfTask.get(i % tasks).add(accounts.get(i));
        }
        List<Map<String, String>> configs = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            Map<String, String> config = new HashMap<>(properties);
            config.put(TASK_ACCOUNTS, String.join(",", accountsOfTask.get(task)));
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
                .define(TASK_ACCOUNTS, Type.LIST, ConfigDef.NO_DEFAULT_VALUE, Importance.HIGH, "Accounts of the task.")
                .define(TASK_ID, Type.INT, ConfigDef.NO_DEFAULT_VALUE, Importance.LOW, "Number of the task.");
    }
}

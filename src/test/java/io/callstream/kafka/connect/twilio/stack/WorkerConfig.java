package io.callstream.kafka.connect.twilio.stack;

import io.callstream.kafka.connect.twilio.stack.client.ConfluentAvro;
import java.util.Map;
import java.util.TreeMap;

/** The common properties of the workers of all stacks: one cluster, on one broker, with quick rebalances. */
public final class WorkerConfig {

    private WorkerConfig() {}

    /**
     * A worker's properties.
     *
     * @param host name by which the other workers reach it
     */
    public static Map<String, String> of(
            String bootstrapServers, String registryUrl, String host, int port, String pluginPath) {
        Map<String, String> config = new TreeMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "connect",
                "listeners",
                "http://:" + port,
                "rest.advertised.host.name",
                host,
                "plugin.path",
                pluginPath,
                "plugin.discovery",
                "service_load",
                "offset.flush.interval.ms",
                Long.toString(Stack.COMMIT_INTERVAL.toMillis()),
                // a worker that is gone does not return, so its tasks move to the others at once
                "scheduled.rebalance.max.delay.ms",
                "0"));
        for (String storage : new String[] {"config", "offset", "status"}) {
            config.put(storage + ".storage.topic", "connect-" + storage + "s");
            config.put(storage + ".storage.replication.factor", "1");
        }
        config.put("offset.storage.partitions", "1");
        config.put("status.storage.partitions", "1");
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", ConfluentAvro.ON_CENTRAL.converter());
        config.put("value.converter.schema.registry.url", registryUrl);
        config.put("config.providers", "file");
        config.put("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        return config;
    }
}

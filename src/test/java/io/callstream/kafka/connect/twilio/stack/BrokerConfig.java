package io.callstream.kafka.connect.twilio.stack;

import java.util.Map;

/** What the broker of any stack is told: to be its own controller (KRaft), and to be alone. */
final class BrokerConfig {

    static final String CLUSTER_ID = "Y2FsbHN0cmVhbS10ZXN0cw";

    private BrokerConfig() {}

    /**
     * A broker's properties.
     *
     * @param listeners each with its name, for clients
     * @param advertised the same as clients reach them; the first is for the broker itself
     * @param controller host and port of the controller's listener
     */
    static Map<String, String> of(String listeners, String advertised, String controller, String data) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", listeners + ",CONTROLLER://" + controller),
                Map.entry("advertised.listeners", advertised),
                Map.entry(
                        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", data),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"));
    }
}

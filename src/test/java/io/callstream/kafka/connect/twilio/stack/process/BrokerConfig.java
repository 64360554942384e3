package io.callstream.kafka.connect.twilio.stack.process;

import java.util.Map;
import java.util.TreeMap;

/** The broker's properties in all stacks: a single broker that is its own controller (KRaft). */
public final class BrokerConfig {

    public static final String CLUSTER_ID = "Y2FsbHN0cmVhbS10ZXN0cw";

    private BrokerConfig() {}

    /**
     * A broker's properties.
     *
     * @param listeners each with its name, for clients
     * @param advertised their addresses for clients; the first is for the broker itself
     * @param controller host and port of the controller's listener
     */
    public static Map<String, String> of(String listeners, String advertised, String controller, String data) {
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

    /**
     * The same for a broker with authentication and ACLs on one more listener. Clients of the other listeners may do
     * everything.
     *
     * @param address of that listener
     * @param login accepted there
     */
    static Map<String, String> guarded(Map<String, String> broker, String address, Login login) {
        String listener = ",GUARDED://" + address;
        Map<String, String> guarded = new TreeMap<>(broker);
        guarded.merge("listeners", listener, String::concat);
        guarded.merge("advertised.listeners", listener, String::concat);
        guarded.merge("listener.security.protocol.map", ",GUARDED:SASL_PLAINTEXT", String::concat);
        guarded.put("listener.name.guarded.sasl.enabled.mechanisms", "PLAIN");
        guarded.put("listener.name.guarded.plain.sasl.jaas.config", login.ofBroker());
        guarded.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        guarded.put("super.users", "User:ANONYMOUS");
        return guarded;
    }
}

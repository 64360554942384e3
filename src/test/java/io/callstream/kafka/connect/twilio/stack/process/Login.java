package io.callstream.kafka.connect.twilio.stack.process;

import java.util.HashMap;
import java.util.Map;

/** The name and password of a broker's client (SASL/PLAIN). */
public record Login(String user, String password) {

    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    String ofBroker() {
        return MODULE + "user_" + user + "=\"" + password + "\";";
    }

    /** A Connect worker's properties for logging in, for itself and for its clients. */
    public Map<String, String> ofWorker() {
        Map<String, String> properties = new HashMap<>();
        for (String client : new String[] {"", "producer.", "consumer.", "admin."}) {
            properties.put(client + "security.protocol", "SASL_PLAINTEXT");
            properties.put(client + "sasl.mechanism", "PLAIN");
            properties.put(
                    client + "sasl.jaas.config", MODULE + "username=\"" + user + "\" password=\"" + password + "\";");
        }
        return properties;
    }
}

package io.callstream.kafka.connect.twilio.stack.client;

import java.util.Map;
import org.apache.avro.Schema;

/** A schema registry's Confluent API. */
public final class RegistryRest {

    private final Http http = new Http();
    private final String url;

    public RegistryRest(String url) {
        this.url = url;
    }

    /** The newest schema of a subject. */
    public Schema latest(String subject) {
        String schema = http.get(url + "/subjects/" + subject + "/versions/latest")
                .ok()
                .path("schema")
                .asText();
        return new Schema.Parser().parse(schema);
    }

    /** Sets the compatibility level of a subject. */
    public void requireCompatibility(String subject, String level) {
        http.put(url + "/config/" + subject, Map.of("compatibility", level)).ok();
    }

    /** Registers a schema and returns the HTTP status. */
    public int register(String subject, Schema schema) {
        return http.post(url + "/subjects/" + subject + "/versions", Map.of("schema", schema.toString()))
                .status();
    }
}

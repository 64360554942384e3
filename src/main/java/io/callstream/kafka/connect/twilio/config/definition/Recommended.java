package io.callstream.kafka.connect.twilio.config.definition;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** Recommends known values; other values are valid too. */
public record Recommended(List<String> values) implements ConfigDef.Recommender {

    /** Statuses of a call. */
    public static final Recommended STATUSES = new Recommended(
            List.of("queued", "ringing", "in-progress", "completed", "busy", "failed", "no-answer", "canceled"));
    /** Twilio regions. */
    public static final Recommended REGIONS = new Recommended(List.of("us1", "ie1", "au1"));
    /** Twilio edges. */
    public static final Recommended EDGES = new Recommended(
            List.of("ashburn", "dublin", "frankfurt", "sao-paulo", "singapore", "sydney", "tokyo", "umatilla"));

    @Override
    public List<Object> validValues(String key, Map<String, Object> config) {
        return List.copyOf(values);
    }

    @Override
    public boolean visible(String key, Map<String, Object> config) {
        return true;
    }
}

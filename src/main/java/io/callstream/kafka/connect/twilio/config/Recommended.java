package io.callstream.kafka.connect.twilio.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** Values that are known today; others are taken as well. */
record Recommended(List<String> values) implements ConfigDef.Recommender {

    static final Recommended STATUSES = new Recommended(
            List.of("queued", "ringing", "in-progress", "completed", "busy", "failed", "no-answer", "canceled"));
    static final Recommended REGIONS = new Recommended(List.of("us1", "ie1", "au1"));
    static final Recommended EDGES = new Recommended(
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

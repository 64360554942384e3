package io.callstream.kafka.connect.twilio.stack.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The current state of the simulated accounts' calls, which a topic is compared with. */
public final class Truth {

    /**
     * The difference between a topic and the simulated accounts.
     *
     * @param missing SIDs of calls that are not in the topic
     * @param stale SIDs of calls whose last state in the topic is not the current one
     */
    public record Difference(int calls, List<String> missing, List<String> stale) {

        public boolean isNone() {
            return missing.isEmpty() && stale.isEmpty();
        }
    }

    private final Http http = new Http();
    private final String simulatorUrl;
    private final List<String> accounts;

    public Truth(String simulatorUrl, List<String> accounts) {
        this.simulatorUrl = simulatorUrl;
        this.accounts = accounts;
    }

    /** Stops the simulated clock, so that a topic can catch up. */
    public void freeze() {
        http.post(simulatorUrl + "/simulator/freeze", Map.of());
    }

    public Difference compare(Map<String, CallInTopic> topic) {
        List<String> missing = new ArrayList<>();
        List<String> stale = new ArrayList<>();
        List<CallInTopic> truth = calls();
        for (CallInTopic expected : truth) {
            CallInTopic found = topic.get(expected.sid());
            if (found == null) {
                missing.add(expected.sid());
            } else if (!found.equals(expected)) {
                stale.add(expected.sid());
            }
        }
        return new Difference(truth.size(), missing, stale);
    }

    /** The current state of the calls of all accounts. */
    public List<CallInTopic> calls() {
        List<CallInTopic> calls = new ArrayList<>();
        for (String account : accounts) {
            http.get(simulatorUrl + "/simulator/truth?account=" + account)
                    .ok()
                    .path("calls")
                    .forEach(row -> calls.add(call(row)));
        }
        return calls;
    }

    private static CallInTopic call(JsonNode row) {
        return new CallInTopic(
                row.path("sid").asText(),
                row.path("account_sid").asText(),
                row.path("status").asText(),
                time(row, "date_updated"),
                time(row, "start_time"),
                time(row, "end_time"),
                text(row, "duration").map(Integer::valueOf),
                text(row, "price")
                        .map(price -> new BigDecimal(price).setScale(8).stripTrailingZeros()));
    }

    private static Optional<String> text(JsonNode row, String key) {
        return Optional.ofNullable(row.path(key).textValue()).filter(text -> !text.isEmpty());
    }

    private static Optional<Instant> time(JsonNode row, String key) {
        return text(row, key).map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant());
    }
}

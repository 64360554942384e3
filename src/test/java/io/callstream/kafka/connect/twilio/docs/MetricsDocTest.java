package io.callstream.kafka.connect.twilio.docs;

import io.callstream.kafka.connect.twilio.metrics.Metric;
import io.callstream.kafka.connect.twilio.metrics.TaskMetrics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The table in {@code docs/metrics.md} is what the definitions say. After a change of them,
 * {@code mvn -q test -Dtest=MetricsDocTest -Ddocs.write=true} writes it anew.
 */
class MetricsDocTest {

    @Test
    void theTableIsWhatTheDefinitionsSay() {
        List<String> table = new ArrayList<>(List.of("| metric | a task's is | |", "|---|---|---|"));
        for (Metric metric : Metric.values()) {
            table.add("| `" + metric.id() + "` | " + overAccounts(metric) + " | " + metric.description() + " |");
        }
        new GeneratedDoc("metrics.md", "metrics").mustBe(table);
    }

    /** Three of them belong to requests, which a task counts and times by itself. */
    private static String overAccounts(Metric metric) {
        if (TaskMetrics.MEASURED_PER_TASK.contains(metric)) {
            return "of all its requests";
        }
        return metric.overAccounts().applyAsLong(1, 1) == 2 ? "the sum" : "the greatest";
    }
}

package io.callstream.kafka.connect.twilio.docs;

import io.callstream.kafka.connect.twilio.metrics.Metric;
import io.callstream.kafka.connect.twilio.metrics.TaskMetrics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The table in {@code docs/metrics.md} matches the definitions. After a change of them,
 * {@code mvn -q test -Dtest=MetricsDocTest -Ddocs.write=true} rewrites it.
 */
class MetricsDocTest {

    @Test
    void tableMatchesTheDefinitions() {
        List<String> table = new ArrayList<>(List.of("| metric | a task's is | |", "|---|---|---|"));
        for (Metric metric : Metric.values()) {
            table.add("| `" + metric.id() + "` | " + overAccounts(metric) + " | " + metric.description() + " |");
        }
        new GeneratedDoc("metrics.md", "metrics").mustBe(table);
    }

    /** How a task's value follows from its accounts'. Three metrics are of requests, which a task counts and times itself. */
    private static String overAccounts(Metric metric) {
        if (TaskMetrics.MEASURED_PER_TASK.contains(metric)) {
            return "of all its requests";
        }
        return metric.overAccounts().applyAsLong(1, 1) == 2 ? "the sum" : "the greatest";
    }
}

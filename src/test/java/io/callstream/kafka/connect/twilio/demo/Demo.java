package io.callstream.kafka.connect.twilio.demo;

import io.callstream.kafka.connect.twilio.stack.StackFiles;
import io.callstream.kafka.connect.twilio.stack.client.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.client.CallsTopic.Arrival;
import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.client.Truth;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import me.tongfei.progressbar.ProgressBar;

/**
 * Starts a broker, a schema registry and a Connect worker, reads a Twilio account with the connector from its ZIP, and
 * shows the records. Ends with Ctrl-C, or after {@code demo.seconds}; then, with a simulated account, it compares the
 * topic with the truth, and its exit status says whether they agree.
 */
public final class Demo {

    private static final String TOPIC = "twilio.calls";
    private static final String CONNECTOR_CLASS = "io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    /** Where the number of calls is unknown, the backfill is over when no record has arrived for this long. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Screen screen = new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    private final StackFiles files = StackFiles.fromBuild("demo");
    private final Optional<Duration> limit;
    private long changes;
    private Instant nextCheck = Instant.MIN;

    private Demo(Optional<Duration> limit) {
        this.limit = limit;
    }

    public static void main(String[] args) throws Exception {
        endWithParent();
        String seconds = System.getProperty("demo.seconds", "");
        Optional<Duration> limit = Optional.of(seconds)
                .filter(text -> !text.isBlank())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        System.exit(new Demo(limit).run() ? 0 : 1);
    }

    /** Exits when Maven does. Ctrl-C reaches this process by itself; a signal to Maven alone does not. */
    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
    }

    private boolean run() {
        screen.title("Twilio calls into Kafka, on this machine");
        screen.line("  Starting a broker, a schema registry and a Connect worker …");
        Optional<Twilio> own = Twilio.fromEnvironment(System.getenv());
        try (ProcessStack stack = ProcessStack.start(files)) {
            Twilio twilio = own.orElseGet(() -> Twilio.simulated(stack.startSimulator(Map.of())));
            screen.line("");
            screen.fact("Twilio", twilio.description());
            screen.fact("Kafka", stack.bootstrapServers() + ", topic " + TOPIC);
            screen.fact("Registry", stack.registryUrl());
            screen.fact("Connect", stack.worker().url() + "/connectors/twilio-calls/status");
            screen.fact("Logs", files.run().toString());
            return follow(stack, twilio);
        }
    }

    private boolean follow(ProcessStack stack, Twilio twilio) {
        Map<String, String> config = new HashMap<>(twilio.config());
        config.put("connector.class", CONNECTOR_CLASS);
        config.put("tasks.max", "1");
        config.put("topic", TOPIC);
        ConnectRest connector = new ConnectRest(stack.worker().url(), "twilio-calls");
        connector.configure(config).ok();
        Instant deadline = limit.map(Instant.now()::plus).orElse(Instant.MAX);
        try (CallsTopic topic =
                new CallsTopic(stack.bootstrapServers(), stack.registryUrl(), Pattern.compile(Pattern.quote(TOPIC)))) {
            showBackfill(topic, twilio, connector, deadline);
            screen.changesHeader();
            while (Instant.now().isBefore(deadline)) {
                showChanges(topic.poll(POLL));
                failIfTaskFailed(connector);
            }
            return summary(topic, twilio);
        }
    }

    private void showBackfill(CallsTopic topic, Twilio twilio, ConnectRest connector, Instant deadline) {
        Optional<Integer> calls =
                twilio.truth().map(truth -> truth.compare(Map.of()).calls());
        Instant lastArrival = Instant.now();
        try (ProgressBar bar = screen.backfillBar(calls)) {
            while (Instant.now().isBefore(deadline)) {
                List<Arrival> arrivals = topic.poll(POLL);
                lastArrival = arrivals.isEmpty() ? lastArrival : Instant.now();
                bar.stepTo(calls.map(max -> Math.min(max, topic.last().size()))
                        .orElse(topic.last().size()));
                boolean silent =
                        topic.records() > 0 && lastArrival.plus(SILENCE).isBefore(Instant.now());
                if (calls.map(max -> topic.last().size() >= max).orElse(silent)) {
                    return;
                }
                failIfTaskFailed(connector);
            }
        }
    }

    private void showChanges(List<Arrival> arrivals) {
        Instant now = Instant.now();
        for (Arrival arrival : arrivals) {
            changes++;
            screen.change(arrival, now);
        }
    }

    /** Stops the simulated clock, and gives the connector time to read the last changes. */
    private boolean summary(CallsTopic topic, Twilio twilio) {
        if (twilio.truth().isEmpty()) {
            screen.line("\n  calls %,d   changes %,d   duplicates %,d"
                    .formatted(topic.last().size(), changes, topic.duplicates()));
            return true;
        }
        Truth truth = twilio.truth().get();
        truth.freeze();
        Instant timeout = Instant.now().plus(TIMEOUT);
        Truth.Difference difference = truth.compare(topic.last());
        while (!difference.isNone() && Instant.now().isBefore(timeout)) {
            showChanges(topic.poll(Duration.ofSeconds(1)));
            difference = truth.compare(topic.last());
        }
        screen.line("\n  calls %,d   changes %,d   missing %,d   stale %,d   duplicates %,d"
                .formatted(
                        difference.calls(),
                        changes,
                        difference.missing().size(),
                        difference.stale().size(),
                        topic.duplicates()));
        return difference.isNone();
    }

    /** Checks the task's state at most once a second. */
    private void failIfTaskFailed(ConnectRest connector) {
        if (Instant.now().isBefore(nextCheck)) {
            return;
        }
        nextCheck = Instant.now().plusSeconds(1);
        if (connector.taskStates().contains("FAILED")) {
            throw new IllegalStateException("the task has failed: " + connector.trace());
        }
    }
}

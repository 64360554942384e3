package io.callstream.kafka.connect.twilio.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.task.TaskHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/troubleshooting.md} has every warning and every error message literally. After a change of messages,
 * {@code mvn -q test -Dtest=TroubleshootingDocTest -Ddocs.write=true} rewrites the table of misconfigurations.
 */
class TroubleshootingDocTest {

    private static final Path FILE = Path.of("docs/troubleshooting.md");

    @Test
    void explainsEveryWarningAndErrorOfTheLog() throws IOException {
        String page = Files.readString(FILE);
        List<String> logged = SourceMessages.ofWarnings(Path.of("src/main/java"));
        assertThat(logged).hasSizeGreaterThan(8).allSatisfy(line -> assertThat(page)
                .contains("\n" + line + "\n"));
    }

    @Test
    void explainsEveryErrorMessage() throws IOException {
        String page = Files.readString(FILE);
        List<String> messages = SourceMessages.ofErrors(Path.of("src/main/java"));
        assertThat(messages).hasSizeGreaterThan(40).allSatisfy(message -> assertThat(page)
                .containsPattern(SourceMessages.pattern(message)));
    }

    @Test
    void misconfigurationsMatchTheConnector() throws IOException {
        World world = new World(3, Instant.parse("2026-11-23T13:07:11Z"));
        SimulatedAccount account = world.addAccount(WorldProfile.LIVELY.history(0, Duration.ofDays(1)));
        List<String> table = new ArrayList<>(Mistakes.HEAD);
        try (TwilioSimulator simulator =
                TwilioSimulator.start(world, WorldClock.standing(Instant.parse("2026-11-23T13:07:11Z")), 0)) {
            Mistakes mistakes = new Mistakes(simulator, account);
            Map<String, String> right = TaskHarness.config(simulator, account.sid(), account.authToken());
            table.addAll(mistakes.rows(right, config -> {
                Map<String, List<String>> errors = new LinkedHashMap<>();
                new TwilioCallsSourceConnector()
                        .validate(config)
                        .configValues()
                        .forEach(value -> errors.put(value.name(), value.errorMessages()));
                return errors;
            }));
        }
        new GeneratedDoc("troubleshooting.md", "misconfigurations").mustBe(table);
    }
}

package io.callstream.kafka.connect.twilio.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.api.AccountContext;
import io.callstream.kafka.connect.twilio.log.ConsoleLog;
import io.callstream.kafka.connect.twilio.log.WithLoggerContext;
import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.task.TaskHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

/** Lines about an account have its SID in the logger's context. */
@ExtendWith(WithLoggerContext.class)
class LogContextTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");

    @Test
    void restoresTheContextBefore() {
        try (AccountContext outer = AccountContext.of("AC1")) {
            try (AccountContext inner = AccountContext.of("AC2")) {
                assertThat(MDC.get(AccountContext.KEY)).isEqualTo("AC2");
            }
            assertThat(MDC.get(AccountContext.KEY)).isEqualTo("AC1");
        }
        assertThat(MDC.get(AccountContext.KEY)).isNull();
    }

    @Test
    void everyLineAboutAnAccountHasItsSidInTheContext() throws Exception {
        World world = new World(3, NOW);
        WorldProfile few = WorldProfile.LIVELY.history(5, Duration.ofDays(5)).callsPerHour(0);
        List<SimulatedAccount> accounts = List.of(world.addAccount(few), world.addAccount(few), world.addAccount(few));
        accounts.get(2).status("suspended");
        List<String> lines;
        try (ConsoleLog log = ConsoleLog.withPrefix(LogContextTest::context);
                TwilioSimulator simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0)) {
            simulator.faults().next(2, new Fault.Error(503, 0));
            Map<String, String> config = TaskHarness.config(
                    simulator, accounts.get(0).sid(), accounts.get(0).authToken());
            config.put(
                    "accounts",
                    String.join(
                            ",", accounts.stream().map(SimulatedAccount::sid).toList()));
            config.put("account.error.mode", "skip");
            try (TaskHarness task = TaskHarness.start(config, new HashMap<>())) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> task.poll().size() == 10
                                && log.lines().stream().anyMatch(line -> line.contains("Skipping it")));
            }
            lines = log.lines();
        }
        List<String> about =
                lines.stream().filter(line -> line.matches("\\{.*} \\[.*")).toList();
        assertThat(about).anyMatch(line -> line.contains("Retrying in "));
        assertThat(about).anyMatch(line -> line.contains("Skipping it"));
        for (SimulatedAccount account : accounts) {
            assertThat(about.stream().filter(line -> line.contains(account.sid())))
                    .allMatch(line -> line.startsWith("{" + account.sid() + "}"));
        }
    }

    /** As a pattern with {@code %X{twilio.account}} writes it. */
    private static String context() {
        return "{" + MDC.get(AccountContext.KEY) + "} ";
    }
}

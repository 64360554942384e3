package io.callstream.kafka.connect.twilio.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.stack.process.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the whole command against simulated accounts of several sizes. */
class PreviewCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final String STRANGER = "AC" + "f".repeat(32);

    /** The output of the command and its exit code. */
    private record Outcome(int code, String out, String err) {

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    @TempDir
    private Path directory;

    private TwilioSimulator simulator;
    private World world;
    private SimulatedAccount onePage;
    private SimulatedAccount fewPages;
    private SimulatedAccount busy;
    private SimulatedAccount old;
    private Map<String, String> config;

    @BeforeEach
    void startSimulator() throws IOException {
        world = new World(3, NOW);
        onePage = account(40, 20);
        fewPages = account(130, 60);
        busy = account(9_000, 20);
        old = account(12_000, 1_500);
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        config = new HashMap<>(Map.of(
                "connector.class", "io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector",
                "twilio.account.sid", onePage.sid(),
                "twilio.auth.token", onePage.authToken(),
                "twilio.api.url", simulator.baseUrl(),
                "accounts", "*",
                "page.size", "50",
                "retry.backoff.ms", "10"));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void theEstimateMatchesTheSync() throws IOException {
        Outcome outcome = run("--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode report = outcome.json();
        assertThat(report.path("good").asBoolean()).isTrue();
        assertThat(report.path("problems")).isEmpty();
        assertThat(report.path("accounts")).hasSize(4);
        long calls = 0;
        long requests = 0;
        for (SimulatedAccount account : world.accounts()) {
            try (SyncRun run = new SyncRun(new TwilioCallsConfig(config), account.sid(), simulator)) {
                run.readWhatIsDue();
                assertHolds(account(report, account).path("calls"), run.calls());
                calls += run.calls();
                requests += run.backfillRequests();
            }
        }
        assertThat(calls).isGreaterThan(21_000);
        assertHolds(report.path("backfill").path("calls"), calls);
        assertHolds(report.path("backfill").path("requests"), requests);
        assertThat(account(report, busy).path("callsPerDay").asDouble()).isBetween(400.0, 500.0);
        assertThat(account(report, onePage).path("calls"))
                .as("a small account is counted")
                .allMatch(number ->
                        number.asLong() == simulator.truth(onePage.sid()).size());
        assertThat(report.path("requests").asLong())
                .isLessThanOrEqualTo(simulator.served().size());
    }

    @Test
    void aLaterStartOfTheBackfillReadsLess() throws IOException {
        config.put("backfill.start.date", "2026-06-01");
        Outcome outcome = run("--json");
        assertThat(outcome.code()).isZero();
        JsonNode report = outcome.json();
        try (SyncRun run = new SyncRun(new TwilioCallsConfig(config), old.sid(), simulator)) {
            run.readWhatIsDue();
            assertThat(run.calls()).isBetween(1_000L, 2_000L);
            assertHolds(account(report, old).path("calls"), run.calls());
        }
        assertThat(account(report, old).path("since").asText()).isEqualTo("2026-06-01");

        config.put("backfill.start.date", "none");
        JsonNode none = run("--json").json();
        assertThat(none.path("backfill").path("calls").path("estimate").asLong())
                .isZero();
        assertThat(none.path("following").path("callsPerDay").asDouble()).isBetween(400.0, 550.0);
    }

    /** An API key cannot read its account's age, so the preview searches for the first call. */
    @Test
    void samplesAnAccountOfUnknownAgeFromItsFirstCall() throws IOException {
        config.remove("twilio.auth.token");
        config.remove("accounts");
        config.put("twilio.account.sid", old.sid());
        config.put("twilio.api.key.sid", old.apiKey().sid());
        config.put("twilio.api.key.secret", old.apiKey().secret());
        Outcome outcome = run("--json");
        assertThat(outcome.code()).as(outcome.out()).isZero();
        JsonNode account = account(outcome.json(), old);
        assertHolds(account.path("calls"), simulator.truth(old.sid()).size());
        assertThat(account.path("since").asText()).startsWith("2022-10-1");
    }

    @Test
    void theTextNamesAccountsCostAndAdvice() throws IOException {
        config.put("accounts", String.join(",", onePage.sid(), old.sid()));
        config.put("page.sizes", "100");
        config.put("tasks.max", "8");
        Outcome outcome = run();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains(
                        "Configuration  valid, tested against " + simulator.baseUrl(),
                        "Accounts       2 to read",
                        onePage.sid() + "  40 calls since 2026-11-",
                        old.sid() + "  about 1",
                        "Backfill       about 1",
                        "Following ",
                        "Memory ",
                        "Consider       page.sizes: Unknown key, ignored. Did you mean page.size?",
                        "Consider       accounts: The credential can read 2 more active accounts.",
                        "Consider       page.size: With 1000 instead of 50",
                        "Consider       tasks.max: Each account is read by one task: of 8 tasks, only 2 would have an account to read.")
                .doesNotContain(onePage.authToken());
        assertThat(outcome.err())
                .contains("Testing the configuration", "Sampling calls: 0 of 2 accounts", "Sampling calls: 2 of 2");
    }

    @Test
    void onATerminalTheProgressStaysOnOneLine() throws IOException {
        config.put("accounts", onePage.sid());
        assertThat(run("--terminal").err()).contains("\rSampling calls: 1 of 1 accounts, 0 of 0 days");
    }

    @Test
    void reportsAWrongTokenOnItsKeyWithoutShowingIt() throws IOException {
        config.put("twilio.auth.token", "not-the-token");
        Outcome outcome = run("--json");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.json().path("good").asBoolean()).isFalse();
        assertThat(outcome.json().path("problems")).singleElement().satisfies(problem -> {
            assertThat(problem.path("key").asText()).isEqualTo("twilio.auth.token");
            assertThat(problem.path("message").asText()).contains("401");
        });
        assertThat(run().out()).contains("Configuration  invalid", "twilio.auth.token: Account");
        assertThatNothingIsShown("not-the-token", outcome);
    }

    @Test
    void anUnreadableAccountDoesNotHideTheOthers() throws IOException {
        fewPages.status("suspended");
        config.put("accounts", String.join(",", fewPages.sid(), busy.sid(), STRANGER));
        Outcome outcome = run("--json");
        assertThat(outcome.code()).isEqualTo(1);
        JsonNode report = outcome.json();
        assertThat(report.path("accounts"))
                .singleElement()
                .satisfies(account -> assertThat(account.path("sid").asText()).isEqualTo(busy.sid()));
        assertThat(report.path("unread").findValuesAsText("sid")).containsExactly(fewPages.sid(), STRANGER);
        assertThat(report.path("problems").findValuesAsText("key")).containsExactly("accounts", "accounts");
        assertThat(report.path("problems").findValuesAsText("message"))
                .satisfiesExactly(
                        suspended -> assertThat(suspended).contains("403", "not active"),
                        stranger -> assertThat(stranger).contains("404"));

        config.put("account.error.mode", "skip");
        Outcome skipped = run("--json");
        assertThat(skipped.code()).as("the connector would skip them").isZero();
        assertThat(skipped.json().path("unread")).hasSize(2);
    }

    @Test
    void namesASuspendedAccountAmongAllAccounts() throws IOException {
        fewPages.status("suspended");
        old.status("closed");
        Outcome outcome = run();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains(
                        "Accounts       2 to read", "Not read       " + fewPages.sid() + ": The account is suspended.");
    }

    @Test
    void rejectsASuspendedAccountAlone() throws IOException {
        fewPages.status("suspended");
        config.put("accounts", fewPages.sid());
        Outcome outcome = run("--json");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.json().path("problems").findValuesAsText("key")).containsExactly("accounts");
    }

    @Test
    void reportsAnUnreachableHostOnItsKey() throws IOException {
        config.put("twilio.api.url", "http://127.0.0.1:" + FreePort.find());
        Outcome outcome = run();
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("twilio.api.url: Account").contains("the request failed");
        assertThatNothingIsShown(onePage.authToken(), outcome);
    }

    /** The preview uses the connector's own client, so it slows down like the connector. */
    @Test
    void slowsDownWhenThrottledAndReportsIt() throws IOException {
        simulator.concurrencyLimit(2);
        simulator.latency(Duration.ofMillis(2));
        config.put("accounts", busy.sid());
        config.put("max.concurrent.requests", "8");
        Outcome outcome = run();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("Consider       max.concurrent.requests: ");
        assertThat(outcome.err()).contains(" throttled");
    }

    @Test
    void retriesAfterAFault() throws IOException {
        simulator.faults().next(2, url -> url.queryParameter("StartTime>") != null, new Fault.Error(503, 0));
        assertThat(run().code()).isZero();
    }

    @Test
    void reportsAWrongValueOnItsKey() throws IOException {
        config.put("page.size", "0");
        assertThat(run().out()).contains("page.size: Invalid value 0");
        config.put("page.size", "50");
        config.put("account.error.mode", "ignore");
        assertThat(run().out()).contains("account.error.mode: ");
        config.remove("account.error.mode");
        config.put("tasks.max", "none");
        assertThat(run().out()).contains("tasks.max: 'none' is not a number.");
        config.put("tasks.max", "0");
        assertThat(run().out()).contains("tasks.max: Must be at least 1.");
        config.put("tasks.max", "1");
        config.put("accounts.exclude", String.join(",", List.of(onePage.sid(), fewPages.sid(), busy.sid(), old.sid())));
        assertThat(run().out()).contains("accounts.exclude: All accounts are excluded.");
        assertThat(simulator.served())
                .as("no other request was sent")
                .noneMatch(served -> served.isPage() && !"1".equals(served.url().queryParameter("PageSize")));
    }

    @Test
    void resolvesAPlaceholderLikeTheWorker() throws IOException {
        Path secrets = Files.writeString(directory.resolve("secrets"), "token=" + onePage.authToken());
        config.put("twilio.auth.token", "${file:" + secrets + ":token}");
        config.put("accounts", onePage.sid());
        Outcome without = run();
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.out()).contains("twilio.auth.token: The value comes from a config provider");

        Path worker = Files.writeString(
                directory.resolve("worker.properties"),
                """
                config.providers=file
                config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
                """);
        Outcome with = run("--worker", worker.toString());
        assertThat(with.code()).as(with.out()).isZero();
        assertThatNothingIsShown(onePage.authToken(), with);
    }

    @Test
    void rejectsInvalidArguments() {
        assertThat(command().code()).isEqualTo(2);
        assertThat(command("--jsn", "calls.json").code()).isEqualTo(2);
        assertThat(command("no-such.json").code()).isEqualTo(1);
        Outcome help = command("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Exit codes:", "--worker", "--json").doesNotContain("--terminal");
        assertThat(command("--version").out()).isNotBlank();
    }

    private SimulatedAccount account(int calls, int days) {
        return world.addAccount(
                WorldProfile.LIVELY.history(calls, Duration.ofDays(days)).callsPerHour(0));
    }

    private Outcome run(String... arguments) throws IOException {
        Path file = directory.resolve("calls.json");
        new ObjectMapper().writeValue(file.toFile(), config);
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = file.toString();
        return command(all);
    }

    private static Outcome command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = PreviewCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
        assertThat(out + " " + err).doesNotContain("\tat ");
        return new Outcome(code, out.toString(), err.toString());
    }

    private static void assertThatNothingIsShown(String secret, Outcome outcome) {
        assertThat(outcome.out()).doesNotContain(secret);
        assertThat(outcome.err()).doesNotContain(secret);
    }

    private static JsonNode account(JsonNode report, SimulatedAccount account) {
        for (JsonNode found : report.path("accounts")) {
            if (found.path("sid").asText().equals(account.sid())) {
                return found;
            }
        }
        throw new AssertionError(account.sid() + " is not in " + report);
    }

    private static void assertHolds(JsonNode range, long truth) {
        assertThat(truth)
                .as(range.toString())
                .isBetween(range.path("low").asLong(), range.path("high").asLong());
    }
}

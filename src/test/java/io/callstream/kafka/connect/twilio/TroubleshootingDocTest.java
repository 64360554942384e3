package io.callstream.kafka.connect.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.World;
import io.callstream.kafka.connect.twilio.simulator.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.WorldProfile;
import io.callstream.kafka.connect.twilio.stack.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/troubleshooting.md} says that the connector says is what it says. After a change of messages,
 * {@code mvn -q test -Dtest=TroubleshootingDocTest -Ddocs.write=true} writes the table of misconfigurations anew.
 */
class TroubleshootingDocTest {

    private static final Path FILE = Path.of("docs/troubleshooting.md");
    private static final String STRANGER = "AC" + "f".repeat(32);
    private static final String KEY = "SK" + "1".repeat(32);
    private static final String FREE_PORT = Integer.toString(FreePort.find());

    private static final Pattern LITERALS = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern LOGGED =
            Pattern.compile("(?i:log)\\.(?:warn|error)\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)+)");

    @Test
    void everyWarningAndErrorOfTheLogIsExplained() throws IOException {
        String page = Files.readString(FILE);
        List<String> logged = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    (Iterable<Path>) sources.filter(file -> file.toString().endsWith(".java"))::iterator) {
                Matcher found = LOGGED.matcher(Files.readString(source));
                while (found.find()) {
                    logged.add(LITERALS.matcher(found.group(1))
                            .results()
                            .map(literal -> literal.group(1))
                            .collect(Collectors.joining())
                            .replace("{}", "…"));
                }
            }
        }
        assertThat(logged).hasSizeGreaterThan(8).allSatisfy(line -> assertThat(page)
                .contains("\n" + line + "\n"));
    }

    @Test
    void theTableOfMisconfigurationsIsWhatTheConnectorSays() throws IOException {
        World world = new World(3, Instant.parse("2026-11-23T13:07:11Z"));
        SimulatedAccount account = world.addAccount(WorldProfile.LIVELY.history(0, Duration.ofDays(1)));
        List<String> table = new ArrayList<>(List.of("| if you write | on | you are told |", "|---|---|---|"));
        try (TwilioSimulator simulator =
                TwilioSimulator.start(world, WorldClock.standing(Instant.parse("2026-11-23T13:07:11Z")), 0)) {
            for (List<String> mistake : mistakes()) {
                table.addAll(rows(mistake, simulator, account));
            }
        }
        new GeneratedDoc("troubleshooting.md", "misconfigurations").mustBe(table);
    }

    /** Settings beside a configuration that is right; without a value a key is left out. */
    private static List<List<String>> mistakes() {
        return List.of(
                List.of("twilio.account.sid=AC123"),
                List.of("twilio.auth.token"),
                List.of("twilio.api.key.sid=" + KEY),
                List.of("backfill.start.date=yesterday"),
                List.of("page.size=0"),
                List.of("poll.interval.ms=10"),
                List.of("topic=my calls"),
                List.of("decimal.handling.mode=exact"),
                List.of("twilio.api.url=http://api.example.com"),
                List.of("accounts=*," + STRANGER),
                List.of("accounts.exclude=" + STRANGER),
                List.of(
                        "twilio.auth.token",
                        "twilio.api.key.sid=" + KEY,
                        "twilio.api.key.secret=secret",
                        "accounts=" + STRANGER),
                List.of("proxy.host=proxy.example.com"),
                List.of("ssl.truststore.location=/no/such/file"),
                List.of("retry.backoff.ms=500", "retry.backoff.max.ms=100"),
                List.of("twilio.auth.token=not-the-token"),
                List.of("accounts=" + STRANGER),
                List.of("proxy.host=127.0.0.1", "proxy.port=" + FREE_PORT),
                List.of("filter.to=nobody"));
    }

    private static List<String> rows(List<String> mistake, TwilioSimulator simulator, SimulatedAccount account) {
        Map<String, String> config = new HashMap<>(TaskUnderTest.config(simulator, account.sid(), account.authToken()));
        for (String setting : mistake) {
            String[] parts = setting.split("=", 2);
            if (parts.length == 1) {
                config.remove(parts[0]);
            } else {
                config.put(parts[0], parts[1]);
            }
        }
        if (config.containsKey("filter.to")) {
            simulator.faults().next(1, new Fault.Error(400, 20001));
        }
        List<String> rows = new TwilioCallsSourceConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .map(value -> row(mistake, value, simulator, account))
                        .toList();
        assertThat(rows).as(mistake.toString()).isNotEmpty();
        return rows;
    }

    private static String row(
            List<String> mistake, ConfigValue value, TwilioSimulator simulator, SimulatedAccount account) {
        String settings = mistake.stream()
                .map(setting -> setting.contains("=") ? "`" + setting + "`" : "no `" + setting + "`")
                .collect(Collectors.joining(", "));
        String row = "| " + settings + " | `" + value.name() + "` | " + String.join(" ", value.errorMessages()) + " |";
        return general(row, simulator, account);
    }

    /** What is told, without what differs from one run to the next, and without long SIDs. */
    private static String general(String row, TwilioSimulator simulator, SimulatedAccount account) {
        return row.replace(simulator.baseUrl().replaceAll("/$", ""), "https://api.twilio.com")
                .replace(account.sid(), "AC…")
                .replace(FREE_PORT, "3128")
                .replaceAll("RQ[0-9]{32}", "RQ…")
                .replaceAll("after \\d+ attempts in \\d+ s \\([^)]*\\)", "after … attempts in … s (…)")
                .replaceAll("attempt \\d+", "attempt …")
                .replaceAll("(AC|SK)([0-9a-f])\\2{31}", "$1$2$2…");
    }
}

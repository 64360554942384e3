package io.callstream.kafka.connect.twilio.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.stack.process.FreePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Common mistakes in a configuration, and the rows of docs/troubleshooting.md with their errors. */
public final class Mistakes {

    /** The head of the table. */
    public static final List<String> HEAD = List.of("| if you write | on | error |", "|---|---|---|");

    private static final String STRANGER = "AC" + "f".repeat(32);
    private static final String KEY = "SK" + "1".repeat(32);
    private static final String NO_TRUST_STORE =
            Path.of("README.md").toAbsolutePath().toString();
    private static final String FREE_PORT = Integer.toString(FreePort.find());

    /** Settings that replace those of a valid configuration; a key without a value is removed. */
    private static final List<List<String>> ALL = List.of(
            List.of("twilio.account.sid=AC123"),
            List.of("twilio.auth.token"),
            List.of("twilio.api.key.sid=" + KEY),
            List.of("twilio.auth.token", "twilio.api.key.sid=" + KEY),
            List.of("twilio.auth.token", "twilio.api.key.sid=SK123", "twilio.api.key.secret=secret"),
            List.of("backfill.start.date=yesterday"),
            List.of("backfill.start.date=0206-01-31"),
            List.of("backfill.start.date=2999-01-01"),
            List.of("page.size=0"),
            List.of("page.size=many"),
            List.of("tombstones.on.delete=yes"),
            List.of("poll.interval.ms=10"),
            List.of("poll.interval.ms=9223372036854775807"),
            List.of("read.timeout.ms=429496000"),
            List.of("topic=my calls"),
            List.of("decimal.handling.mode=exact"),
            List.of("filter.parent.call.sid=CA123"),
            List.of("twilio.region=IE1"),
            List.of("twilio.api.url=api.example.com"),
            List.of("twilio.api.url=https://" + STRANGER + ":token@api.example.com"),
            List.of("twilio.api.url=http://api.example.com"),
            List.of("twilio.auth.token=${vault:secret/twilio:token}"),
            List.of("accounts=AC123"),
            List.of("accounts=" + STRANGER + "," + STRANGER),
            List.of("accounts=*," + STRANGER),
            List.of("accounts.exclude=" + STRANGER),
            List.of(
                    "twilio.auth.token",
                    "twilio.api.key.sid=" + KEY,
                    "twilio.api.key.secret=secret",
                    "accounts=" + STRANGER),
            List.of("twilio.auth.token", "twilio.api.key.sid=" + KEY, "twilio.api.key.secret=secret", "accounts=*"),
            List.of("proxy.host=proxy.example.com"),
            List.of("proxy.host=user:password@proxy.example.com", "proxy.port=3128"),
            List.of("proxy.username=user"),
            List.of("ssl.truststore.location=/no/such/file"),
            List.of("ssl.truststore.location=" + NO_TRUST_STORE),
            List.of("ssl.truststore.type=PEM"),
            List.of("retry.backoff.ms=500", "retry.backoff.max.ms=100"),
            List.of("twilio.auth.token=not-the-token"),
            List.of("twilio.auth.token", "twilio.api.key.sid=" + KEY, "twilio.api.key.secret=not-the-secret"),
            List.of("accounts=" + STRANGER),
            List.of("twilio.api.url", "twilio.region=xx9"),
            List.of("proxy.host=127.0.0.1", "proxy.port=" + FREE_PORT),
            List.of("filter.to=nobody"));

    private final TwilioSimulator simulator;
    private final SimulatedAccount account;

    public Mistakes(TwilioSimulator simulator, SimulatedAccount account) {
        this.simulator = simulator;
        this.account = account;
    }

    /**
     * A row for each key with an error.
     *
     * @param right a valid configuration
     * @param validate returns the errors by key
     */
    public List<String> rows(
            Map<String, String> right, Function<Map<String, String>, Map<String, List<String>>> validate) {
        List<String> rows = new ArrayList<>();
        for (List<String> mistake : ALL) {
            int before = rows.size();
            new TreeMap<>(validate.apply(with(mistake, right))).forEach((key, messages) -> {
                if (!messages.isEmpty()) {
                    rows.add(row(mistake, key, messages));
                }
            });
            assertThat(rows).as("errors of %s", mistake).hasSizeGreaterThan(before);
        }
        return rows;
    }

    private Map<String, String> with(List<String> mistake, Map<String, String> right) {
        Map<String, String> config = new HashMap<>(right);
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
        return config;
    }

    private String row(List<String> mistake, String key, List<String> messages) {
        String settings = mistake.stream()
                .filter(setting -> !setting.equals("twilio.api.url")) // set by tests only
                .map(setting -> setting.contains("=") ? "`" + setting + "`" : "no `" + setting + "`")
                .collect(Collectors.joining(", "));
        return general("| " + settings + " | `" + key + "` | " + String.join(" ", messages) + " |");
    }

    /** A row without the parts that differ from one run to the next, and without long SIDs. */
    private String general(String row) {
        return row.replace(simulator.baseUrl().replaceAll("/$", ""), "https://api.twilio.com")
                .replace(account.sid(), "AC…")
                .replace(FREE_PORT, "3128")
                .replaceAll("RQ[0-9]{32}", "RQ…")
                .replaceAll("\\(UnknownHostException: [^)]*\\)", "(UnknownHostException: …)")
                .replace(NO_TRUST_STORE, "/no/trust.jks")
                .replaceAll("after \\d+ attempts in \\d+ s \\([^)]*\\)", "after … attempts in … s (…)")
                .replaceAll("attempt \\d+", "attempt …")
                .replaceAll("(AC|SK)([0-9a-f])\\2{31}", "$1$2$2…");
    }
}

package io.callstream.kafka.connect.twilio.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.callstream.kafka.connect.twilio.window.BackfillStart;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigValidationTest {

    private static final String ACCOUNT = "AC" + "a".repeat(32);
    private static final String OTHER = "AC" + "b".repeat(32);
    private static final String KEY = "SK" + "c".repeat(32);
    private static final String SECRET = "do-not-show-this";

    private final Map<String, String> config =
            new HashMap<>(Map.of("twilio.account.sid", ACCOUNT, "twilio.auth.token", SECRET));

    @Test
    void acceptsThreeKeys() {
        assertThat(errors()).isEmpty();
        TwilioCallsConfig parsed = new TwilioCallsConfig(config);
        assertThat(parsed.accounts()).containsExactly(ACCOUNT);
        assertThat(parsed.baseUrl()).isEqualTo(URI.create("https://api.twilio.com"));
        assertThat(parsed.topic(ACCOUNT)).isEqualTo("twilio.calls");
        assertThat(parsed.syncSettings().pollInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(parsed.syncSettings().lookback()).isEqualTo(Duration.ofDays(14));
        assertThat(parsed.syncSettings().backfillStart()).isEqualTo(new BackfillStart.All());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            twilio.account.sid   | AC123                     | 'AC' followed by 32 hexadecimal digits
            twilio.api.key.sid   | SK123                     | 'SK' followed by 32 hexadecimal digits
            accounts             | ACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | in lower case
            accounts             | AC123                     | 'AC' followed by 32 hexadecimal digits
            backfill.start.date  | yesterday                 | a date such as 2026-01-31
            backfill.start.date  | 2026-02-30                | a date such as 2026-01-31
            backfill.start.date  | 2999-01-01                | The date is in the future
            backfill.start.date  | 2026-11-24                | The date is in the future
            backfill.start.date  | +12026-01-01              | a date such as 2026-01-31
            backfill.start.date  | -0001-01-01               | a date such as 2026-01-31
            backfill.start.date  | 0001-01-01                | 2008-01-01
            backfill.start.date  | 2007-12-31                | 2008-01-01
            page.size            | 0                         | at least 1
            page.size            | 1001                      | no more than 1000
            poll.interval.ms     | 999                       | at least 1000
            lookback.days        | 0                         | at least 1
            decimal.handling.mode| exact                     | Use one of precise, string, double
            malformed.row.mode   | ignore                    | Use one of fail, skip
            topic                | my topic                  | letters, digits
            twilio.api.url       | ftp://api.twilio.com      | Use a URL such as
            twilio.api.url       | https://user@api.example  | Use a URL such as
            twilio.api.url       | https://api.example:70000 | Use a URL such as
            twilio.api.url       | https://api.example:0     | Use a URL such as
            filter.parent.call.sid | CA1                     | 'CA' followed by 32 hexadecimal digits
            proxy.port           | 70000                     | no more than 65535
            """)
    void reportsABadValueOnItsKey(String key, String value, String message) {
        config.put(key, value);
        assertThat(errors()).containsOnlyKeys(key);
        assertThat(errors().get(key)).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            twilio.api.url             | http://api.example.com | twilio.api.url        | Plain http would send the credential unencrypted
            twilio.api.key.sid         | SKcccccccccccccccccccccccccccccccc | twilio.auth.token | not both
            accounts                   | *,ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | accounts  | must be the only entry
            accounts.exclude           | ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | accounts.exclude | accounts.exclude requires accounts=*
            proxy.host                 | proxy.example.com      | proxy.port            | requires both
            proxy.port                 | 3128                   | proxy.host            | requires both
            proxy.username             | me                     | proxy.password        | requires both
            ssl.truststore.location    | /no/such/file          | ssl.truststore.location | cannot be read on this worker
            ssl.truststore.type        | BKS                    | ssl.truststore.type   | Use JKS or PKCS12
            retry.backoff.max.ms       | 100                    | retry.backoff.max.ms  | at least retry.backoff.ms, which is 500
            """)
    void reportsAnInconsistencyOnTheKeyAtFault(String key, String value, String faulty, String message) {
        config.put(key, value);
        assertThat(errors()).containsOnlyKeys(faulty);
        assertThat(errors().get(faulty)).contains(message);
        assertThatThrownBy(() -> new TwilioCallsConfig(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(faulty)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void reportsAMissingCredential() {
        config.remove("twilio.auth.token");
        assertThat(errors().get("twilio.auth.token")).contains("No credential is set");
        config.put("twilio.api.key.sid", KEY);
        assertThat(errors().get("twilio.api.key.secret")).contains("both twilio.api.key.sid and twilio.api.key.secret");
    }

    @ParameterizedTest
    @CsvSource({
        "'', twilio.auth.token",
        "twilio.api.key.sid, twilio.api.key.secret",
        "twilio.api.key.secret, twilio.api.key.sid"
    })
    void reportsAMissingCredentialOnceWhateverTheAccounts(String half, String faulty) {
        config.remove("twilio.auth.token");
        if (!half.isEmpty()) {
            config.put(half, KEY);
        }
        for (String accounts : List.of(OTHER, "*")) {
            config.put("accounts", accounts);
            assertThat(errors()).as(accounts).containsOnlyKeys(faulty);
        }
    }

    @Test
    void ignoresABlankAuthTokenBesideAnApiKey() {
        config.put("twilio.auth.token", " ");
        config.put("twilio.api.key.sid", KEY);
        config.put("twilio.api.key.secret", SECRET);
        assertThat(new TwilioCallsConfig(config).credential()).isInstanceOf(Credential.ApiKey.class);
    }

    @Test
    void anApiKeyCanReadItsOwnAccountOnly() {
        config.remove("twilio.auth.token");
        config.put("twilio.api.key.sid", KEY);
        config.put("twilio.api.key.secret", SECRET);
        assertThat(errors()).isEmpty();
        config.put("accounts", ACCOUNT + "," + OTHER);
        assertThat(errors().get("accounts")).contains("cannot read " + OTHER).contains("twilio.auth.token");
    }

    @Test
    void allowsPlainHttpToThisMachineOrIfConfigured() {
        for (String url : List.of("http://localhost:8080", "http://127.0.0.1:1", "http://[::1]:80")) {
            config.put("twilio.api.url", url);
            assertThat(errors()).as(url).isEmpty();
        }
        config.put("twilio.api.url", "http://gateway.example.com");
        config.put("twilio.api.url.allow.http", "true");
        assertThat(errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ie1, dublin, https://api.dublin.ie1.twilio.com",
        "au1, , https://api.au1.twilio.com",
        ", sydney, https://api.sydney.us1.twilio.com",
    })
    void buildsTheHostFromRegionAndEdge(String region, String edge, String url) {
        if (region != null) {
            config.put("twilio.region", region);
        }
        if (edge != null) {
            config.put("twilio.edge", edge);
        }
        assertThat(new TwilioCallsConfig(config).baseUrl()).isEqualTo(URI.create(url));
        config.put("twilio.api.url", "https://gateway.example.com/twilio");
        assertThat(new TwilioCallsConfig(config).baseUrl()).isEqualTo(URI.create("https://gateway.example.com/twilio"));
    }

    @Test
    void replacesTheAccountInTheTopic() {
        config.put("topic", "calls.${account_sid}");
        assertThat(new TwilioCallsConfig(config).topic(OTHER)).isEqualTo("calls." + OTHER);
    }

    @Test
    void acceptsAStartDate() {
        config.put("backfill.start.date", "2026-01-31");
        assertThat(new TwilioCallsConfig(config).syncSettings().backfillStart())
                .isEqualTo(new BackfillStart.From(LocalDate.of(2026, 1, 31)));
    }

    @Test
    void anApiKeyCannotReadAllAccounts() {
        config.remove("twilio.auth.token");
        config.put("twilio.api.key.sid", KEY);
        config.put("twilio.api.key.secret", SECRET);
        config.put("accounts", "*");
        assertThat(errors()).containsOnlyKeys("accounts");
        assertThat(errors().get("accounts")).contains("an API key can neither list the subaccounts");
    }

    @Test
    void givesEachTaskItsAccounts() {
        List<Map<String, String>> tasks =
                TwilioCallsTaskConfig.of(config, List.of(List.of(ACCOUNT), List.of(OTHER, "AC" + "1".repeat(32))));
        assertThat(tasks.stream().map(TwilioCallsTaskConfig::new))
                .extracting(TwilioCallsTaskConfig::taskId, TwilioCallsTaskConfig::taskAccounts)
                .containsExactly(tuple(0, List.of(ACCOUNT)), tuple(1, List.of(OTHER, "AC" + "1".repeat(32))));
    }

    @Test
    void suggestsTheMostSimilarKeyForAnUnknownOne() {
        Set<String> known = TwilioCallsConfig.configDef().names();
        assertThat(UnknownKeys.in(Set.of("page.sise", "name", "transforms.a.type", "topic"), known))
                .containsExactly("page.sise");
        assertThat(UnknownKeys.nearest("page.sise", known)).isEqualTo("page.size");
    }

    @Test
    void printsNoSecret() {
        TwilioCallsConfig parsed = new TwilioCallsConfig(config);
        assertThat(parsed.credential().toString()).doesNotContain(SECRET);
        assertThat(parsed.values().toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            CREDENTIAL |                                | twilio.auth.token
            CREDENTIAL | twilio.region=ie1              | twilio.auth.token twilio.region
            ACCOUNT    |                                | twilio.account.sid
            FILTER     | filter.to=+1 filter.status=new | filter.to filter.status
            FILTER     |                                | twilio.api.url
            ADDRESS    |                                | twilio.api.url
            ADDRESS    | twilio.region=ie1              | twilio.region
            ADDRESS    | twilio.edge=dublin             | twilio.edge
            ADDRESS    | proxy.host=p proxy.port=3128   | proxy.host
            TRUST      |                                | ssl.truststore.location
            PROXY      | proxy.host=p proxy.port=3128   | proxy.username
            PROXY      | proxy.host=p proxy.port=3128 proxy.username=u proxy.password=p | proxy.password
            """)
    void reportsAFindingOfTheApiOnTheKeyAtFault(LiveCheck.Doubt doubt, String more, String keys) {
        for (String setting : more == null ? new String[0] : more.split(" ")) {
            config.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        Map<String, String> errors = errors(parsed -> List.of(new LiveCheck.Finding(doubt, ACCOUNT, "message")));
        assertThat(errors.keySet()).containsExactlyInAnyOrder(keys.split(" "));
        assertThat(errors.values()).containsOnly("message");
    }

    /** Either of them may be wrong. */
    @Test
    void blamesBothSidAndSecretOfAnApiKey() {
        config.remove("twilio.auth.token");
        config.put("twilio.api.key.sid", "SK" + "1".repeat(32));
        config.put("twilio.api.key.secret", SECRET);
        assertThat(errors(parsed -> List.of(new LiveCheck.Finding(LiveCheck.Doubt.CREDENTIAL, ACCOUNT, "401"))))
                .containsOnlyKeys("twilio.api.key.sid", "twilio.api.key.secret");
    }

    @Test
    void tombstonesHaveNoEffectWithAStatusFilter() {
        config.put("tombstones.on.delete", "true");
        config.put("filter.status", "completed");
        TwilioCallsConfig parsed = new TwilioCallsConfig(config);
        parsed.warnOfSettingsWithoutEffect();
        assertThat(parsed.syncSettings().deletes()).isFalse();
    }

    @Test
    void blamesAccountsForAListedAccount() {
        config.put("accounts", OTHER);
        assertThat(errors(parsed -> List.of(new LiveCheck.Finding(LiveCheck.Doubt.ACCOUNT, OTHER, "404"))))
                .containsOnlyKeys("accounts");
    }

    @Test
    void testsOnlyAConsistentConfigurationAgainstTheApi() {
        LiveCheck never = parsed -> {
            throw new AssertionError("tested against the API");
        };
        config.put("page.size", "0");
        assertThat(errors(never)).containsOnlyKeys("page.size");
        config.remove("page.size");
        config.put("twilio.api.key.sid", KEY);
        assertThat(errors(never)).containsOnlyKeys("twilio.auth.token");
    }

    private Map<String, String> errors() {
        return errors(parsed -> List.of());
    }

    private Map<String, String> errors(LiveCheck live) {
        return ConfigErrors.of(config, live);
    }
}

package io.callstream.kafka.connect.twilio.config;

import io.callstream.kafka.connect.twilio.window.BackfillStart;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Validates a configuration as a whole, after {@link Keys} has validated each value: first whether the values are consistent,
 * then, with a {@link LiveCheck}, whether they work. Each step runs only if the one before it found no error.
 */
public final class ConfigValidation {

    /** An error and the key at fault. */
    record Problem(String key, String message) {

        ConfigException toException() {
            return new ConfigException("Invalid configuration of " + key + ": " + message);
        }
    }

    private static final Set<String> TRUSTSTORE_TYPES = Set.of("JKS", "PKCS12");

    private ConfigValidation() {}

    /**
     * Adds errors to the result of the validation of single values.
     *
     * @param syntax that result
     * @param clock compared with a date of the configuration: a date in the future is an error of typing
     * @param live tests the configuration against the API, if it is valid and consistent
     */
    public static Config validate(Config syntax, Map<String, String> properties, InstantSource clock, LiveCheck live) {
        Map<String, ConfigValue> byKey =
                syntax.configValues().stream().collect(Collectors.toMap(ConfigValue::name, value -> value));
        List<Problem> ofTexts = ConfigTexts.problems(TwilioCallsConfig.configDef(), properties);
        // Kafka's own message repeats the text
        ofTexts.stream()
                .flatMap(problem -> Stream.ofNullable(byKey.get(problem.key())))
                .forEach(value -> value.errorMessages().clear());
        report(ofTexts, byKey);
        boolean wrong = syntax.configValues().stream()
                .anyMatch(value -> !value.errorMessages().isEmpty());
        if (wrong) {
            return syntax;
        }
        TwilioCallsConfig config = new TwilioCallsConfig(TwilioCallsConfig.configDef(), properties);
        List<Problem> problems = problems(config);
        backfillStart(config, clock, problems);
        if (problems.isEmpty()) {
            problems = live.check(config).stream()
                    .flatMap(finding -> problems(finding, config))
                    .toList();
        }
        report(problems, byKey);
        return syntax;
    }

    private static void report(List<Problem> problems, Map<String, ConfigValue> byKey) {
        for (Problem problem : problems) {
            ConfigValue value = byKey.get(problem.key());
            if (value != null) {
                value.addErrorMessage(problem.message());
            }
        }
    }

    /**
     * Rejects a configuration whose values are inconsistent.
     *
     * @throws ConfigException naming the first key at fault
     */
    static void requireConsistent(TwilioCallsConfig config) {
        for (Problem problem : problems(config)) {
            throw problem.toException();
        }
    }

    /** The inconsistencies between values. */
    static List<Problem> problems(TwilioCallsConfig config) {
        List<Problem> problems = new ArrayList<>();
        credential(config, problems);
        accounts(config, problems);
        url(config, problems);
        network(config, problems);
        if (config.getLong(Keys.RETRY_BACKOFF_MAX_MS) < config.getLong(Keys.RETRY_BACKOFF_MS)) {
            problems.add(new Problem(
                    Keys.RETRY_BACKOFF_MAX_MS,
                    "Must be at least retry.backoff.ms, which is " + config.getLong(Keys.RETRY_BACKOFF_MS) + "."));
        }
        return problems;
    }

    /** The finding as an error on each key that may have caused it. */
    private static Stream<Problem> problems(LiveCheck.Finding finding, TwilioCallsConfig config) {
        Optional<String> region = config.text(Keys.REGION).map(set -> Keys.REGION);
        Stream<String> keys =
                switch (finding.doubt()) {
                    case CREDENTIAL ->
                        Stream.concat(
                                isSet(config, Keys.AUTH_TOKEN)
                                        ? Stream.of(Keys.AUTH_TOKEN)
                                        : Stream.of(Keys.API_KEY_SID, Keys.API_KEY_SECRET),
                                region.stream());
                    case ACCOUNT ->
                        Stream.of(finding.account().equals(config.accountSid()) ? Keys.ACCOUNT_SID : Keys.ACCOUNTS);
                    case FILTER -> or(Keys.API_URL, set(config, Keys.FILTERS));
                    case ADDRESS ->
                        or(
                                Keys.API_URL,
                                set(config, List.of(Keys.PROXY_HOST, Keys.API_URL, Keys.REGION, Keys.EDGE))
                                        .limit(1));
                    case PROXY ->
                        Stream.of(isSet(config, Keys.PROXY_PASSWORD) ? Keys.PROXY_PASSWORD : Keys.PROXY_USERNAME);
                    case TRUST -> Stream.of(Keys.TRUSTSTORE_LOCATION);
                };
        return keys.map(key -> new Problem(key, finding.message()));
    }

    private static void credential(TwilioCallsConfig config, List<Problem> problems) {
        boolean token = isSet(config, Keys.AUTH_TOKEN);
        boolean keySid = config.text(Keys.API_KEY_SID).isPresent();
        boolean keySecret = isSet(config, Keys.API_KEY_SECRET);
        if (token && (keySid || keySecret)) {
            problems.add(
                    new Problem(
                            Keys.AUTH_TOKEN,
                            "Set either twilio.auth.token or an API key (twilio.api.key.sid and twilio.api.key.secret), not both."));
        } else if (!token && !keySid && !keySecret) {
            problems.add(new Problem(
                    Keys.AUTH_TOKEN,
                    "No credential is set; set twilio.auth.token, or twilio.api.key.sid and twilio.api.key.secret."));
        } else if (keySid != keySecret) {
            problems.add(new Problem(
                    keySid ? Keys.API_KEY_SECRET : Keys.API_KEY_SID,
                    "An API key requires both twilio.api.key.sid and twilio.api.key.secret."));
        }
    }

    private static void accounts(TwilioCallsConfig config, List<Problem> problems) {
        List<String> listed = config.getList(Keys.ACCOUNTS);
        if (config.readsAllAccounts() && listed.size() > 1) {
            problems.add(new Problem(
                    Keys.ACCOUNTS, "'*' means all accounts and must be the only entry; remove it or the others."));
        } else if (!config.readsAllAccounts() && !config.excludedAccounts().isEmpty()) {
            problems.add(
                    new Problem(
                            Keys.ACCOUNTS_EXCLUDE,
                            "accounts.exclude requires accounts=*. To exclude accounts from a list, remove them from 'accounts'."));
        } else if (config.readsAllAccounts() && hasApiKey(config)) {
            problems.add(new Problem(
                    Keys.ACCOUNTS,
                    "accounts=* requires twilio.auth.token: an API key can neither list the subaccounts nor read their calls."
                            + " Use the auth token, or one connector per account."));
        } else if (hasApiKey(config)) {
            config.accounts().stream()
                    .filter(account -> !account.equals(config.accountSid()))
                    .findFirst()
                    .ifPresent(other -> problems.add(new Problem(
                            Keys.ACCOUNTS,
                            "An API key of " + config.accountSid() + " cannot read " + other
                                    + ": it can read its own account only. Use twilio.auth.token, or one connector per"
                                    + " account.")));
        }
    }

    /** Not part of the check at a start: what was valid stays valid, even if that worker's clock is behind. */
    private static void backfillStart(TwilioCallsConfig config, InstantSource clock, List<Problem> problems) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (config.syncSettings().backfillStart() instanceof BackfillStart.From from
                && from.day().isAfter(today)) {
            problems.add(new Problem(
                    Keys.BACKFILL_START_DATE,
                    "The date is in the future (UTC), so no past call would be read. Use a past date or today's, or 'none'"
                            + " to read no past calls."));
        }
    }

    private static void url(TwilioCallsConfig config, List<Problem> problems) {
        URI url = config.baseUrl();
        boolean plain = "http".equals(url.getScheme());
        if (plain && !config.getBoolean(Keys.API_URL_ALLOW_HTTP) && !isLoopback(url.getHost())) {
            problems.add(new Problem(
                    Keys.API_URL,
                    "Plain http would send the credential unencrypted. Use https, or set " + Keys.API_URL_ALLOW_HTTP
                            + "=true to allow it."));
        }
    }

    private static void network(TwilioCallsConfig config, List<Problem> problems) {
        boolean host = config.text(Keys.PROXY_HOST).isPresent();
        if (host != (config.getInt(Keys.PROXY_PORT) != null)) {
            problems.add(new Problem(
                    host ? Keys.PROXY_PORT : Keys.PROXY_HOST, "A proxy requires both proxy.host and proxy.port."));
        }
        if (config.text(Keys.PROXY_USERNAME).isPresent() != isSet(config, Keys.PROXY_PASSWORD)) {
            problems.add(new Problem(
                    config.text(Keys.PROXY_USERNAME).isPresent() ? Keys.PROXY_PASSWORD : Keys.PROXY_USERNAME,
                    "Proxy authentication requires both proxy.username and proxy.password."));
        }
        if (!TRUSTSTORE_TYPES.contains(config.getString(Keys.TRUSTSTORE_TYPE))) {
            problems.add(new Problem(Keys.TRUSTSTORE_TYPE, "Use JKS or PKCS12."));
        }
        config.text(Keys.TRUSTSTORE_LOCATION)
                .filter(location -> !isReadable(location))
                .ifPresent(
                        location -> problems.add(
                                new Problem(
                                        Keys.TRUSTSTORE_LOCATION,
                                        "The file cannot be read on this worker. It must exist on every worker and be readable by it.")));
    }

    private static boolean isReadable(String location) {
        try {
            return Files.isReadable(Path.of(location));
        } catch (InvalidPathException e) {
            return false; // its message repeats the text
        }
    }

    private static Stream<String> set(TwilioCallsConfig config, List<String> keys) {
        return keys.stream().filter(key -> config.text(key).isPresent());
    }

    private static Stream<String> or(String otherwise, Stream<String> keys) {
        List<String> some = keys.toList();
        return some.isEmpty() ? Stream.of(otherwise) : some.stream();
    }

    private static boolean isSet(TwilioCallsConfig config, String passwordKey) {
        return config.getPassword(passwordKey) != null
                && !config.getPassword(passwordKey).value().isBlank();
    }

    /** Whether a complete API key is the credential; half of one, or none, is an error of its own. */
    private static boolean hasApiKey(TwilioCallsConfig config) {
        return !isSet(config, Keys.AUTH_TOKEN)
                && config.text(Keys.API_KEY_SID).isPresent()
                && isSet(config, Keys.API_KEY_SECRET);
    }

    /** Does not resolve host names; of names, only {@code localhost} counts as loopback. */
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // not an IP address
        }
    }
}

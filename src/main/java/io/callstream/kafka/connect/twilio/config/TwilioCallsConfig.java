package io.callstream.kafka.connect.twilio.config;

import io.callstream.kafka.connect.twilio.config.definition.Validators;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connector's configuration; every value is valid by itself and consistent with the others. */
public class TwilioCallsConfig extends AbstractConfig {

    private static final Logger LOG = LoggerFactory.getLogger(TwilioCallsConfig.class);

    private static final String DEFAULT_URL = "https://api.twilio.com";

    /** Twilio's default region, used if only an edge is set. */
    private static final String DEFAULT_REGION = "us1";

    /**
     * @throws ConfigException naming the first key at fault
     */
    public TwilioCallsConfig(Map<String, String> properties) {
        this(configDef(), properties);
        ConfigValidation.requireConsistent(this);
    }

    /** Validates single values only. */
    TwilioCallsConfig(ConfigDef def, Map<String, String> properties) {
        super(def, ConfigTexts.requireValid(def, properties), false);
    }

    /** The public keys. */
    public static ConfigDef configDef() {
        return Keys.define();
    }

    /** Logs a warning for each unknown key, with the most similar known one. */
    public void warnOfUnknownKeys() {
        UnknownKeys.warn(originals().keySet(), configDef().names());
    }

    /** Logs a warning for a setting that has no effect because of another one. */
    public void warnOfSettingsWithoutEffect() {
        if (getBoolean(Keys.TOMBSTONES_ON_DELETE) && filterStatus().isPresent()) {
            LOG.warn(
                    "tombstones.on.delete has no effect with filter.status: a call that has left the status looks like a"
                            + " deleted one, so no tombstones are emitted.");
        }
    }

    /** Each unknown key with the most similar known one. */
    public final Map<String, String> unknownKeys() {
        return UnknownKeys.withNearest(originals().keySet(), configDef().names());
    }

    /** The account that the credential belongs to. */
    public final String accountSid() {
        return getString(Keys.ACCOUNT_SID);
    }

    /** The auth token, or the API key if there is no auth token. */
    public final Credential credential() {
        Optional<Password> token = Optional.ofNullable(getPassword(Keys.AUTH_TOKEN))
                .filter(password -> !password.value().isBlank());
        return token.<Credential>map(password -> new Credential.AuthToken(accountSid(), password))
                .orElseGet(() -> new Credential.ApiKey(getString(Keys.API_KEY_SID), getPassword(Keys.API_KEY_SECRET)));
    }

    /** Whether to read all accounts, {@code accounts=*}. */
    public final boolean readsAllAccounts() {
        return getList(Keys.ACCOUNTS).contains(Validators.ALL_SUBACCOUNTS);
    }

    /**
     * The configured accounts in their order; with {@code accounts=*}, or if none is listed, the account that the credential
     * belongs to.
     */
    public final List<String> accounts() {
        List<String> listed = getList(Keys.ACCOUNTS);
        return listed.isEmpty() || readsAllAccounts() ? List.of(accountSid()) : listed;
    }

    /** The accounts not to read, with {@code accounts=*}. */
    public final Set<String> excludedAccounts() {
        return Set.copyOf(getList(Keys.ACCOUNTS_EXCLUDE));
    }

    /** Interval at which the accounts are listed again, and after which a skipped account is retried. */
    public final Duration accountsRefreshInterval() {
        return Duration.ofMillis(getLong(Keys.ACCOUNTS_REFRESH_INTERVAL_MS));
    }

    /** Base URL of the API. */
    public final URI baseUrl() {
        Optional<String> region = text(Keys.REGION);
        Optional<String> edge = text(Keys.EDGE);
        return text(Keys.API_URL).map(URI::create).orElseGet(() -> {
            if (region.isEmpty() && edge.isEmpty()) {
                return URI.create(DEFAULT_URL);
            }
            String host = edge.map(name -> name + ".").orElse("") + region.orElse(DEFAULT_REGION);
            return URI.create("https://api." + host + ".twilio.com");
        });
    }

    /** The topic for an account's calls. */
    public final String topic(String accountSid) {
        return getString(Keys.TOPIC).replace(Validators.ACCOUNT_SID_PLACEHOLDER, accountSid);
    }

    /** Settings of the sync. */
    public final SyncSettings syncSettings() {
        return new SyncSettings(
                Duration.ofMillis(getLong(Keys.POLL_INTERVAL_MS)),
                Duration.ofDays(getInt(Keys.LOOKBACK_DAYS)),
                getInt(Keys.PAGE_SIZE),
                getInt(Keys.MAX_CONCURRENT_REQUESTS),
                backfillStart(),
                new UserFilters(filterHash(originalsStrings()), filterStatus()),
                getBoolean(Keys.TOMBSTONES_ON_DELETE) && filterStatus().isEmpty());
    }

    /** The hash of the filters in a connector's configuration, whose other values may be invalid. */
    public static FilterHash filterHash(Map<String, String> properties) {
        SortedMap<String, String> filters = new TreeMap<>();
        for (String key : Keys.FILTERS) {
            String value = properties.get(key);
            if (value != null && !value.isBlank()) {
                filters.put(key, value.trim());
            }
        }
        return FilterHash.of(filters);
    }

    public final Optional<String> filterTo() {
        return text(Keys.FILTER_TO);
    }

    public final Optional<String> filterFrom() {
        return text(Keys.FILTER_FROM);
    }

    public final Optional<String> filterStatus() {
        return text(Keys.FILTER_STATUS);
    }

    public final Optional<String> filterParentCallSid() {
        return text(Keys.FILTER_PARENT_CALL_SID);
    }

    public final DecimalHandlingMode decimalHandlingMode() {
        return Keys.DECIMAL_MODES.parse(getString(Keys.DECIMAL_HANDLING_MODE));
    }

    public final MalformedRowMode malformedRowMode() {
        return Keys.MALFORMED_ROW_MODES.parse(getString(Keys.MALFORMED_ROW_MODE));
    }

    public final AccountErrorMode accountErrorMode() {
        return Keys.ACCOUNT_ERROR_MODES.parse(getString(Keys.ACCOUNT_ERROR_MODE));
    }

    public final Duration connectTimeout() {
        return Duration.ofMillis(getInt(Keys.CONNECT_TIMEOUT_MS));
    }

    public final Duration readTimeout() {
        return Duration.ofMillis(getInt(Keys.READ_TIMEOUT_MS));
    }

    public final Duration retryBackoff() {
        return Duration.ofMillis(getLong(Keys.RETRY_BACKOFF_MS));
    }

    public final Duration retryBackoffMax() {
        return Duration.ofMillis(getLong(Keys.RETRY_BACKOFF_MAX_MS));
    }

    public final Duration retryTimeout() {
        return Duration.ofMillis(getLong(Keys.RETRY_TIMEOUT_MS));
    }

    /** The HTTP proxy, if any. */
    public final Optional<ProxySettings> proxy() {
        return text(Keys.PROXY_HOST)
                .map(host -> new ProxySettings(
                        host,
                        getInt(Keys.PROXY_PORT),
                        text(Keys.PROXY_USERNAME),
                        Optional.ofNullable(getPassword(Keys.PROXY_PASSWORD))));
    }

    /** The trust store to use instead of the platform's, if any. */
    public final Optional<TrustStoreSettings> trustStore() {
        return text(Keys.TRUSTSTORE_LOCATION)
                .map(location -> new TrustStoreSettings(
                        location,
                        Optional.ofNullable(getPassword(Keys.TRUSTSTORE_PASSWORD)),
                        getString(Keys.TRUSTSTORE_TYPE)));
    }

    /** A string value; empty if it is missing or blank. */
    final Optional<String> text(String key) {
        return Optional.ofNullable(getString(key)).filter(value -> !value.isBlank());
    }

    private BackfillStart backfillStart() {
        String text = getString(Keys.BACKFILL_START_DATE);
        return switch (text) {
            case "all" -> new BackfillStart.All();
            case "none" -> new BackfillStart.None();
            default -> new BackfillStart.From(LocalDate.parse(text));
        };
    }
}

package io.callstream.kafka.connect.twilio.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.callstream.kafka.connect.twilio.config.definition.EnumValues;
import io.callstream.kafka.connect.twilio.config.definition.Key;
import io.callstream.kafka.connect.twilio.config.definition.Recommended;
import io.callstream.kafka.connect.twilio.config.definition.Validators;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Defines the public keys: name, type, default, validator, documentation, and order in a user interface. */
final class Keys {

    static final String ACCOUNT_SID = "twilio.account.sid";
    static final String AUTH_TOKEN = "twilio.auth.token";
    static final String API_KEY_SID = "twilio.api.key.sid";
    static final String API_KEY_SECRET = "twilio.api.key.secret";
    static final String ACCOUNTS = "accounts";
    static final String ACCOUNTS_EXCLUDE = "accounts.exclude";
    static final String ACCOUNTS_REFRESH_INTERVAL_MS = "accounts.refresh.interval.ms";
    static final String REGION = "twilio.region";
    static final String EDGE = "twilio.edge";
    static final String API_URL = "twilio.api.url";
    static final String API_URL_ALLOW_HTTP = "twilio.api.url.allow.http";
    static final String TOPIC = "topic";
    static final String BACKFILL_START_DATE = "backfill.start.date";
    static final String LOOKBACK_DAYS = "lookback.days";
    static final String POLL_INTERVAL_MS = "poll.interval.ms";
    static final String PAGE_SIZE = "page.size";
    static final String MAX_CONCURRENT_REQUESTS = "max.concurrent.requests";
    static final String FILTER_TO = "filter.to";
    static final String FILTER_FROM = "filter.from";
    static final String FILTER_STATUS = "filter.status";
    static final String FILTER_PARENT_CALL_SID = "filter.parent.call.sid";
    static final String DECIMAL_HANDLING_MODE = "decimal.handling.mode";
    static final String TOMBSTONES_ON_DELETE = "tombstones.on.delete";
    static final String MALFORMED_ROW_MODE = "malformed.row.mode";
    static final String ACCOUNT_ERROR_MODE = "account.error.mode";
    static final String CONNECT_TIMEOUT_MS = "connect.timeout.ms";
    static final String READ_TIMEOUT_MS = "read.timeout.ms";
    static final String RETRY_BACKOFF_MS = "retry.backoff.ms";
    static final String RETRY_BACKOFF_MAX_MS = "retry.backoff.max.ms";
    static final String RETRY_TIMEOUT_MS = "retry.timeout.ms";
    static final String PROXY_HOST = "proxy.host";
    static final String PROXY_PORT = "proxy.port";
    static final String PROXY_USERNAME = "proxy.username";
    static final String PROXY_PASSWORD = "proxy.password";
    static final String TRUSTSTORE_LOCATION = "ssl.truststore.location";
    static final String TRUSTSTORE_PASSWORD = "ssl.truststore.password";
    static final String TRUSTSTORE_TYPE = "ssl.truststore.type";

    static final List<String> FILTERS = List.of(FILTER_TO, FILTER_FROM, FILTER_STATUS, FILTER_PARENT_CALL_SID);

    static final EnumValues<DecimalHandlingMode> DECIMAL_MODES = new EnumValues<>(DecimalHandlingMode.class);
    static final EnumValues<MalformedRowMode> MALFORMED_ROW_MODES = new EnumValues<>(MalformedRowMode.class);
    static final EnumValues<AccountErrorMode> ACCOUNT_ERROR_MODES = new EnumValues<>(AccountErrorMode.class);

    private static final String ACCOUNT_GROUP = "Twilio account";
    private static final String CALLS_GROUP = "Calls to read";
    private static final String RECORDS_GROUP = "Records";
    private static final String POLLING_GROUP = "Polling";
    private static final String ERRORS_GROUP = "Errors and retries";
    private static final String NETWORK_GROUP = "Network";

    /**
     * Upper bounds are far above any useful value. They reject a typing error, and keep sums and multiples of times, such as
     * the timeout of a whole request, far from an overflow.
     */
    private static final int DAY_MS = 86_400_000;

    private static final long WEEK_MS = 7L * DAY_MS;

    /** Long enough to retry without an end in practice. */
    private static final long YEAR_MS = 365L * DAY_MS;

    private static final String NEW_LIST =
            " Changing this filter makes the connector read all matching calls from the beginning, as at the first start.";

    private Keys() {}

    /** A new definition of all public keys. */
    static ConfigDef define() {
        ConfigDef def = new ConfigDef();
        account(new Group(def, ACCOUNT_GROUP));
        calls(new Group(def, CALLS_GROUP));
        records(new Group(def, RECORDS_GROUP));
        polling(new Group(def, POLLING_GROUP));
        errors(new Group(def, ERRORS_GROUP));
        network(new Group(def, NETWORK_GROUP));
        return def;
    }

    private static void account(Group group) {
        group.add(new Key(ACCOUNT_SID, STRING, ConfigDef.NO_DEFAULT_VALUE, HIGH, "Account SID")
                .check(Validators.accountSid())
                .doc("SID of the Twilio account that the credential belongs to: 'AC' followed by 32 hexadecimal"
                        + " digits in lower case."));
        group.add(new Key(AUTH_TOKEN, PASSWORD, null, HIGH, "Auth token")
                .doc("Auth token of the account. It can read the account and its subaccounts. Set either this or an"
                        + " API key."));
        group.add(new Key(API_KEY_SID, STRING, null, HIGH, "API key SID")
                .check(Validators.apiKeySid())
                .dependents(API_KEY_SECRET)
                .doc("SID of an API key of the account: 'SK' followed by 32 hexadecimal digits. An API key can read"
                        + " the account that it was created for, but none of its subaccounts."));
        group.add(new Key(API_KEY_SECRET, PASSWORD, null, HIGH, "API key secret").doc("Secret of the API key."));
        group.add(new Key(ACCOUNTS, LIST, List.of(), MEDIUM, "Accounts")
                .check(Validators.accountSidsOrAll())
                .width(Width.LONG)
                .doc("SIDs of the accounts to read, separated by commas. Empty: only twilio.account.sid. '*': that"
                        + " account and all its subaccounts, including those added later; requires the auth token. The"
                        + " accounts are spread over the tasks (tasks.max); each account is read by one task."));
        group.add(new Key(ACCOUNTS_EXCLUDE, LIST, List.of(), LOW, "Excluded accounts")
                .check(Validators.accountSids())
                .width(Width.LONG)
                .doc("SIDs of the accounts not to read. Requires accounts=*."));
        group.add(new Key(ACCOUNTS_REFRESH_INTERVAL_MS, LONG, 300_000L, LOW, "Account refresh interval (ms)")
                .check(between(1000, WEEK_MS))
                .doc("Interval in milliseconds at which the list of subaccounts is refreshed if accounts=*. Also the"
                        + " time after which a skipped account is retried; see account.error.mode."));
        group.add(new Key(REGION, STRING, null, LOW, "Region")
                .check(Validators.hostLabel())
                .recommend(Recommended.REGIONS)
                .doc("Twilio region that holds the calls, such as ie1 or au1. A credential is valid in one region"
                        + " only. Empty: us1. Can be combined with twilio.edge."));
        group.add(new Key(EDGE, STRING, null, LOW, "Edge")
                .check(Validators.hostLabel())
                .recommend(Recommended.EDGES)
                .doc("Twilio edge through which to reach the region, such as dublin or sydney."));
        group.add(new Key(API_URL, STRING, null, LOW, "API URL")
                .check(Validators.httpUrl())
                .width(Width.LONG)
                .doc("Base URL of the API, for a gateway or a test. Overrides twilio.region and twilio.edge. Empty:"
                        + " https://api.twilio.com, or the host of the region and edge."));
        group.add(new Key(API_URL_ALLOW_HTTP, BOOLEAN, false, LOW, "Allow plain http")
                .doc("Whether twilio.api.url may use plain http to another host. This sends the credential"
                        + " unencrypted. Plain http to this machine is always allowed."));
    }

    private static void calls(Group group) {
        group.add(new Key(BACKFILL_START_DATE, STRING, "all", MEDIUM, "Backfill start date")
                .check(Validators.backfillStart())
                .doc("Which past calls to read at the first start: 'all', 'none', or the calls that started on or"
                        + " after a date (YYYY-MM-DD, UTC), from 2008-01-01, before which Twilio had no calls, to"
                        + " the day on which the configuration is validated."));
        group.add(new Key(LOOKBACK_DAYS, INT, 14, MEDIUM, "Lookback (days)")
                .check(between(1, 400))
                .doc("Age in days up to which calls are followed for changes. According to Twilio a call record"
                        + " can take up to 14 days to become final. A larger value costs memory, at most 80 bytes per"
                        + " call, but hardly any requests."));
        group.add(new Key(FILTER_TO, STRING, null, LOW, "Filter: to")
                .doc("Reads only calls to this phone number, client or SIP address." + NEW_LIST));
        group.add(new Key(FILTER_FROM, STRING, null, LOW, "Filter: from")
                .doc("Reads only calls from this phone number, client or SIP address." + NEW_LIST));
        group.add(new Key(FILTER_STATUS, STRING, null, LOW, "Filter: status")
                .recommend(Recommended.STATUSES)
                .doc("Reads only calls in this status. Changes of a call that has left the status are not read."
                        + NEW_LIST));
        group.add(new Key(FILTER_PARENT_CALL_SID, STRING, null, LOW, "Filter: parent call")
                .check(Validators.callSid())
                .doc("Reads only calls that were created by this call." + NEW_LIST));
    }

    private static void records(Group group) {
        group.add(new Key(TOPIC, STRING, "twilio.calls", HIGH, "Topic")
                .check(Validators.topic())
                .doc("Topic for the calls. ${account_sid} is replaced by the SID of the account."));
        group.add(new Key(DECIMAL_HANDLING_MODE, STRING, "precise", LOW, "Price format")
                .check(DECIMAL_MODES)
                .recommend(DECIMAL_MODES)
                .doc("Format of the price: 'precise' (Decimal with scale 8), 'string' or 'double'."));
        group.add(new Key(TOMBSTONES_ON_DELETE, BOOLEAN, false, LOW, "Tombstones on delete")
                .doc("Whether to emit a tombstone, a record with the call's SID as key and no value, when a call was"
                        + " deleted at Twilio. A deletion is detected within the age of the call while the connector"
                        + " runs; deletions during a downtime are not detected. Has no effect with filter.status, because"
                        + " a call that has left the status looks like a deleted one."));
    }

    private static void polling(Group group) {
        group.add(new Key(POLL_INTERVAL_MS, LONG, 30_000L, MEDIUM, "Poll interval (ms)")
                .check(between(1000, DAY_MS))
                .doc("Interval in milliseconds at which the newest calls are read. Determines how soon a change is"
                        + " seen; a shorter interval costs more requests."));
        group.add(new Key(PAGE_SIZE, INT, 1000, LOW, "Page size")
                .check(between(1, 1000))
                .doc("Maximum number of calls per request. The connector requests fewer where fewer are enough, and"
                        + " while Twilio fails on large pages."));
        group.add(new Key(MAX_CONCURRENT_REQUESTS, INT, 4, LOW, "Maximum concurrent requests")
                .check(between(1, 200))
                .doc("Maximum number of requests in flight per account. The connector sends fewer while it is"
                        + " throttled (429)."));
    }

    private static void errors(Group group) {
        group.add(new Key(RETRY_BACKOFF_MS, LONG, 500L, LOW, "Retry backoff (ms)")
                .check(between(1, DAY_MS))
                .doc("Backoff before the first retry, in milliseconds. It doubles with each retry, with full jitter."));
        group.add(new Key(RETRY_BACKOFF_MAX_MS, LONG, 60_000L, LOW, "Maximum retry backoff (ms)")
                .check(between(1, DAY_MS))
                .doc("Maximum backoff between two retries, in milliseconds."));
        group.add(new Key(RETRY_TIMEOUT_MS, LONG, 3_600_000L, MEDIUM, "Retry timeout (ms)")
                .check(between(0, YEAR_MS))
                .doc("Time in milliseconds for which a failing request is retried before the task fails."));
        group.add(new Key(MALFORMED_ROW_MODE, STRING, "fail", LOW, "Malformed rows")
                .check(MALFORMED_ROW_MODES)
                .recommend(MALFORMED_ROW_MODES)
                .doc("What to do with a row that has no SID: 'fail' the task, or 'skip' the row and count it in"
                        + " skipped-rows-total. A row with another unreadable field is emitted with that field null and"
                        + " its text in additional_properties."));
        group.add(new Key(ACCOUNT_ERROR_MODE, STRING, "fail", LOW, "Account errors")
                .check(ACCOUNT_ERROR_MODES)
                .recommend(ACCOUNT_ERROR_MODES)
                .doc("What to do when one of several accounts cannot be read: 'fail' the task, or 'skip' the account"
                        + " for accounts.refresh.interval.ms and then retry. With accounts=*, a subaccount that"
                        + " Twilio denies access to is always skipped, unless the credential itself is rejected."));
    }

    private static void network(Group group) {
        group.add(new Key(CONNECT_TIMEOUT_MS, INT, 10_000, LOW, "Connect timeout (ms)")
                .check(between(1, DAY_MS))
                .doc("Timeout for establishing a connection, in milliseconds."));
        group.add(new Key(READ_TIMEOUT_MS, INT, 60_000, LOW, "Read timeout (ms)")
                .check(between(1, DAY_MS))
                .doc("Timeout for the next bytes of a response, in milliseconds. A whole response may take five"
                        + " times as long."));
        group.add(new Key(PROXY_HOST, STRING, null, LOW, "Proxy host")
                .check(Validators.host())
                .dependents(PROXY_PORT, PROXY_USERNAME, PROXY_PASSWORD)
                .doc("Host name of an HTTP proxy. Empty: no proxy."));
        group.add(new Key(PROXY_PORT, INT, null, LOW, "Proxy port")
                .check(ConfigDef.LambdaValidator.with(
                        (key, port) -> {
                            if (port != null) {
                                between(1, 65_535).ensureValid(key, port);
                            }
                        },
                        () -> "[1,...,65535]"))
                .doc("Port of the HTTP proxy."));
        group.add(new Key(PROXY_USERNAME, STRING, null, LOW, "Proxy user")
                .doc("User name for the proxy, if it requires authentication."));
        group.add(new Key(PROXY_PASSWORD, PASSWORD, null, LOW, "Proxy password").doc("Password for the proxy."));
        group.add(new Key(TRUSTSTORE_LOCATION, STRING, null, LOW, "Trust store")
                .dependents(TRUSTSTORE_PASSWORD, TRUSTSTORE_TYPE)
                .width(Width.LONG)
                .doc("Path of a trust store with the certificates to trust instead of the Java platform's, for a"
                        + " gateway or an inspecting proxy. The file must exist on every worker."));
        group.add(new Key(TRUSTSTORE_PASSWORD, PASSWORD, null, LOW, "Trust store password")
                .doc("Password of the trust store."));
        group.add(new Key(TRUSTSTORE_TYPE, STRING, "JKS", LOW, "Trust store type")
                .doc("Type of the trust store: JKS or PKCS12."));
    }

    /** Adds the keys of a group in the order in which a user interface shows them. */
    private static final class Group {

        private final ConfigDef def;
        private final String name;
        private int order;

        Group(ConfigDef def, String name) {
            this.def = def;
            this.name = name;
        }

        void add(Key key) {
            key.defineIn(def, name, ++order);
        }
    }
}

package io.callstream.kafka.connect.twilio.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
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

/** The public keys: name, type, default, validator, documentation, and where a user interface shows them. */
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
    private static final String READING_GROUP = "What is read";
    private static final String RECORDS_GROUP = "Records";
    private static final String PACE_GROUP = "Pace";
    private static final String ERRORS_GROUP = "Errors";
    private static final String NETWORK_GROUP = "Network";

    private static final String NEW_LIST =
            " With another value it is another list: it is read from the beginning, as at the first start.";

    private Keys() {}

    /** A new definition of all public keys. */
    static ConfigDef define() {
        ConfigDef def = new ConfigDef();
        account(new Group(def, ACCOUNT_GROUP));
        reading(new Group(def, READING_GROUP));
        records(new Group(def, RECORDS_GROUP));
        pace(new Group(def, PACE_GROUP));
        errors(new Group(def, ERRORS_GROUP));
        network(new Group(def, NETWORK_GROUP));
        return def;
    }

    private static void account(Group group) {
        group.add(new Key(ACCOUNT_SID, STRING, ConfigDef.NO_DEFAULT_VALUE, HIGH, "Account SID")
                .check(Validators.accountSid())
                .doc("SID of the Twilio account that the credential belongs to: 'AC' and 32 hexadecimal digits."));
        group.add(
                new Key(AUTH_TOKEN, PASSWORD, null, HIGH, "Auth token")
                        .doc(
                                "Auth token of the account. Reads the account and its subaccounts. Give either this or an API key."));
        group.add(new Key(API_KEY_SID, STRING, null, HIGH, "API key SID")
                .check(Validators.apiKeySid())
                .dependents(API_KEY_SECRET)
                .doc("SID of an API key of the account: 'SK' and 32 hexadecimal digits. An API key reads the account"
                        + " it was made for, and none of its subaccounts."));
        group.add(new Key(API_KEY_SECRET, PASSWORD, null, HIGH, "API key secret").doc("Secret of the API key."));
        group.add(new Key(ACCOUNTS, LIST, List.of(), MEDIUM, "Accounts")
                .check(Validators.accountSidsOrAll())
                .width(Width.LONG)
                .doc(
                        "SIDs of the accounts to read, separated by commas. Empty: twilio.account.sid. '*': that and all its"
                                + " subaccounts, as they come and go; needs the auth token. Accounts are spread over the tasks"
                                + " (tasks.max); an account is read by one task."));
        group.add(new Key(ACCOUNTS_EXCLUDE, LIST, List.of(), LOW, "Excluded accounts")
                .check(Validators.accountSids())
                .width(Width.LONG)
                .doc("SIDs of subaccounts not to read, where 'accounts' is '*'."));
        group.add(new Key(ACCOUNTS_REFRESH_INTERVAL_MS, LONG, 300_000L, LOW, "Refresh of accounts (ms)")
                .check(atLeast(1000))
                .doc(
                        "How often the subaccounts are listed, where 'accounts' is '*', in milliseconds. Also how long an account"
                                + " that cannot be read is left alone before it is tried again."));
        group.add(new Key(REGION, STRING, null, LOW, "Region")
                .check(Validators.hostLabel())
                .recommend(Recommended.REGIONS)
                .doc("Twilio region that holds the calls, like ie1 or au1; credentials are made for one region."
                        + " Empty: us1. Goes with twilio.edge."));
        group.add(new Key(EDGE, STRING, null, LOW, "Edge")
                .check(Validators.hostLabel())
                .recommend(Recommended.EDGES)
                .doc("Twilio edge through which the region is reached, like dublin or sydney."));
        group.add(new Key(API_URL, STRING, null, LOW, "API URL")
                .check(Validators.httpUrl())
                .width(Width.LONG)
                .doc("Base URL of the API, for a gateway or a test. Wins over region and edge. Empty:"
                        + " https://api.twilio.com, or the host of the region and edge."));
        group.add(new Key(API_URL_ALLOW_HTTP, BOOLEAN, false, LOW, "Allow plain http")
                .doc("Whether twilio.api.url may be plain http to a host other than this one. The credential is then"
                        + " readable on the way."));
    }

    private static void reading(Group group) {
        group.add(new Key(BACKFILL_START_DATE, STRING, "all", MEDIUM, "Backfill from")
                .check(Validators.backfillStart())
                .doc("How far back calls are read at the first start: 'all', 'none', or calls started on or after a day"
                        + " (YYYY-MM-DD, UTC)."));
        group.add(new Key(LOOKBACK_DAYS, INT, 14, MEDIUM, "Lookback (days)")
                .check(between(1, 400))
                .doc(
                        "Age in days up to which calls are read again for changes. Twilio says that a record can take up to"
                                + " 14 days to be final. Costs memory, hardly any requests: at most 80 bytes a call."));
        group.add(new Key(FILTER_TO, STRING, null, LOW, "Filter: to")
                .doc("Only calls to this phone number, client or SIP address." + NEW_LIST));
        group.add(new Key(FILTER_FROM, STRING, null, LOW, "Filter: from")
                .doc("Only calls from this phone number, client or SIP address." + NEW_LIST));
        group.add(new Key(FILTER_STATUS, STRING, null, LOW, "Filter: status")
                .recommend(Recommended.STATUSES)
                .doc("Only calls in this status. A call that leaves the status is not followed further." + NEW_LIST));
        group.add(new Key(FILTER_PARENT_CALL_SID, STRING, null, LOW, "Filter: parent call")
                .check(Validators.callSid())
                .doc("Only calls that this call has created." + NEW_LIST));
    }

    private static void records(Group group) {
        group.add(new Key(TOPIC, STRING, "twilio.calls", HIGH, "Topic")
                .check(Validators.topic())
                .doc("Topic for the calls. ${account_sid} is replaced by the account's SID."));
        group.add(new Key(DECIMAL_HANDLING_MODE, STRING, "precise", LOW, "Price as")
                .check(DECIMAL_MODES)
                .recommend(DECIMAL_MODES)
                .doc("How the price is written: 'precise' (Decimal with a scale of 8), 'string', or 'double'."));
        group.add(new Key(TOMBSTONES_ON_DELETE, BOOLEAN, false, LOW, "Tombstones")
                .doc(
                        "Whether a call that was deleted at Twilio gets a tombstone after its last state: a record with its"
                                + " SID as key and no value. Deletes are seen within the age of the call, while the connector"
                                + " is up; those made while it is down are not. None are seen with filter.status, for a call"
                                + " that leaves the status looks the same."));
    }

    private static void pace(Group group) {
        group.add(new Key(POLL_INTERVAL_MS, LONG, 30_000L, MEDIUM, "Poll interval (ms)")
                .check(atLeast(1000))
                .doc("Time between two readings of the newest calls, in milliseconds: how soon a change is seen."));
        group.add(new Key(PAGE_SIZE, INT, 1000, LOW, "Page size")
                .check(between(1, 1000))
                .doc("Most calls to ask for in one request. Fewer are asked for where that is enough, and while Twilio"
                        + " fails on large pages."));
        group.add(
                new Key(MAX_CONCURRENT_REQUESTS, INT, 4, LOW, "Concurrent requests")
                        .check(between(1, 200))
                        .doc(
                                "Most requests under way at once for an account. If Twilio allows fewer, as many as it allows are."));
    }

    private static void errors(Group group) {
        group.add(new Key(RETRY_BACKOFF_MS, LONG, 500L, LOW, "Retry backoff (ms)")
                .check(atLeast(1))
                .doc("Wait before the first retry, in milliseconds; doubles with each, with full jitter."));
        group.add(new Key(RETRY_BACKOFF_MAX_MS, LONG, 60_000L, LOW, "Longest retry backoff (ms)")
                .check(atLeast(1))
                .doc("Longest wait between two retries, in milliseconds."));
        group.add(new Key(RETRY_TIMEOUT_MS, LONG, 3_600_000L, MEDIUM, "Retry timeout (ms)")
                .check(atLeast(0))
                .doc("How long a failing request is retried before the task fails, in milliseconds."));
        group.add(new Key(MALFORMED_ROW_MODE, STRING, "fail", LOW, "Malformed rows")
                .check(MALFORMED_ROW_MODES)
                .recommend(MALFORMED_ROW_MODES)
                .doc(
                        "What to do with a row that has no SID: 'fail' the task, or 'skip' the row and count it. A row with"
                                + " another unreadable field is emitted with that field null and its text in"
                                + " additional_properties."));
        group.add(
                new Key(ACCOUNT_ERROR_MODE, STRING, "fail", LOW, "Account errors")
                        .check(ACCOUNT_ERROR_MODES)
                        .recommend(ACCOUNT_ERROR_MODES)
                        .doc(
                                "What to do when one account of several cannot be read: 'fail' the task, or 'skip' the account for"
                                        + " accounts.refresh.interval.ms. Where 'accounts' is '*', one that Twilio refuses is skipped anyhow."));
    }

    private static void network(Group group) {
        group.add(new Key(CONNECT_TIMEOUT_MS, INT, 10_000, LOW, "Connect timeout (ms)")
                .check(atLeast(1))
                .doc("How long to wait for a connection, in milliseconds."));
        group.add(new Key(READ_TIMEOUT_MS, INT, 60_000, LOW, "Read timeout (ms)")
                .check(atLeast(1))
                .doc("How long to wait for the next bytes of an answer, in milliseconds. An answer as a whole may take"
                        + " five times as long."));
        group.add(new Key(PROXY_HOST, STRING, null, LOW, "Proxy host")
                .dependents(PROXY_PORT, PROXY_USERNAME, PROXY_PASSWORD)
                .doc("Host of an HTTP proxy. Empty: none."));
        group.add(new Key(PROXY_PORT, INT, null, LOW, "Proxy port")
                .check(ConfigDef.LambdaValidator.with(
                        (key, port) -> {
                            if (port != null) {
                                between(1, 65_535).ensureValid(key, port);
                            }
                        },
                        () -> "[1,...,65535]"))
                .doc("Port of the HTTP proxy."));
        group.add(new Key(PROXY_USERNAME, STRING, null, LOW, "Proxy user").doc("User name for the proxy, if it asks."));
        group.add(new Key(PROXY_PASSWORD, PASSWORD, null, LOW, "Proxy password").doc("Password for the proxy."));
        group.add(new Key(TRUSTSTORE_LOCATION, STRING, null, LOW, "Trust store")
                .dependents(TRUSTSTORE_PASSWORD, TRUSTSTORE_TYPE)
                .width(Width.LONG)
                .doc(
                        "File with the certificates to trust, instead of the Java platform's; for a gateway or an inspecting"
                                + " proxy."));
        group.add(new Key(TRUSTSTORE_PASSWORD, PASSWORD, null, LOW, "Trust store password")
                .doc("Password of the trust store."));
        group.add(new Key(TRUSTSTORE_TYPE, STRING, "JKS", LOW, "Trust store type")
                .doc("Type of the trust store: JKS or PKCS12."));
    }

    /** Adds keys to a definition in the order in which a user interface shows them. */
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

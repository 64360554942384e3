package io.callstream.kafka.connect.twilio.config.definition;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/**
 * Validators of single values. Each message says what is wrong with the value and what to write instead. None repeats the value:
 * it may be a secret that was written under the wrong key.
 */
public final class Validators {

    /** The value of {@code accounts} that stands for the account and all its subaccounts. */
    public static final String ALL_SUBACCOUNTS = "*";
    /** Replaced by the account's SID in {@code topic}. */
    public static final String ACCOUNT_SID_PLACEHOLDER = "${account_sid}";

    /** As Twilio writes it: in another case it would be another source partition, and another entry of a list. */
    private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9a-f]{32}");

    private static final Pattern API_KEY_SID = Pattern.compile("SK[0-9a-fA-F]{32}");
    private static final Pattern CALL_SID = Pattern.compile("CA[0-9a-fA-F]{32}");
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final Pattern HOST_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern URL_WITH_USER = Pattern.compile("^[^/?#]*//[^/?#]*@");
    /** A name, an IPv4 or an IPv6 address; empty counts as not set. */
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]*|\\[?[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*(%[A-Za-z0-9]+)?]?)");

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    /** Twilio's API opened in 2008: no call is older. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2008, 1, 1);

    private static final int NO_PORT = -1;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_TOPIC_LENGTH = 249;
    private static final String ANY_SID = "AC" + "0".repeat(32);

    private Validators() {}

    /** An account SID. */
    public static Validator accountSid() {
        return matching(
                ACCOUNT_SID,
                "An account SID is 'AC' followed by 32 hexadecimal digits in lower case; see the Twilio console.");
    }

    /** An API key SID. */
    public static Validator apiKeySid() {
        return matching(
                API_KEY_SID, "An API key SID is 'SK' followed by 32 hexadecimal digits; see the Twilio console.");
    }

    /** A call SID. */
    public static Validator callSid() {
        return matching(CALL_SID, "A call SID is 'CA' followed by 32 hexadecimal digits.");
    }

    /** A region or edge: one label of a host name. */
    public static Validator hostLabel() {
        return matching(HOST_LABEL, "Use a Twilio name in lower case, such as ie1 or dublin.");
    }

    /** A host name or IP address. */
    public static Validator host() {
        return validator(
                (key, value) -> {
                    if (!HOST.matcher((String) value).matches()) {
                        throw bad(
                                key,
                                "Use a host name or IP address such as proxy.example.com: no http://, port, user or password.");
                    }
                },
                "a host name or IP address");
    }

    /** Distinct account SIDs. */
    public static Validator accountSids() {
        return accountSids(Set.of(), "account SIDs");
    }

    /** Distinct account SIDs, or {@link #ALL_SUBACCOUNTS}. */
    public static Validator accountSidsOrAll() {
        return accountSids(Set.of(ALL_SUBACCOUNTS), "account SIDs, or *");
    }

    private static Validator accountSids(Set<String> besides, String description) {
        return validator(
                (key, value) -> {
                    Set<String> seen = new HashSet<>();
                    for (Object entry : (List<?>) value) {
                        String sid = String.valueOf(entry);
                        if (!besides.contains(sid) && !ACCOUNT_SID.matcher(sid).matches()) {
                            throw bad(
                                    key,
                                    "Entry " + (seen.size() + 1)
                                            + " is not an account SID, 'AC' followed by 32 hexadecimal digits in lower case; separate SIDs with commas.");
                        }
                        if (!seen.add(sid)) {
                            throw bad(key, "The account " + sid + " is listed twice; remove one entry.");
                        }
                    }
                },
                description);
    }

    /** A Kafka topic name once {@link #ACCOUNT_SID_PLACEHOLDER} is replaced. */
    public static Validator topic() {
        return validator(
                (key, value) -> {
                    String topic = ((String) value).replace(ACCOUNT_SID_PLACEHOLDER, ANY_SID);
                    if (!TOPIC.matcher(topic).matches()
                            || topic.length() > MAX_TOPIC_LENGTH
                            || topic.equals(".")
                            || topic.equals("..")) {
                        throw bad(
                                key,
                                "A topic name has at most 249 characters: letters, digits, '.', '_' and '-';"
                                        + " ${account_sid} is replaced by the account's SID.");
                    }
                },
                "a topic name, may contain ${account_sid}");
    }

    /**
     * A date, {@code all} or {@code none}. Rejects a date before {@link #FIRST_DAY} instead of reading it as {@code all}: most
     * often it is a typing error in the year. Whether it is in the future depends on a clock, so that is not validated here.
     */
    public static Validator backfillStart() {
        return validator(
                (key, value) -> {
                    String text = (String) value;
                    if (!text.equals("all") && !text.equals("none") && !isDay(text)) {
                        throw bad(
                                key,
                                "Use a date such as 2026-01-31, not before 2008-01-01 (Twilio had no calls then), 'all' or"
                                        + " 'none'.");
                    }
                },
                "YYYY-MM-DD, all or none");
    }

    private static boolean isDay(String text) {
        try {
            return DATE.matcher(text).matches() && !LocalDate.parse(text).isBefore(FIRST_DAY);
        } catch (DateTimeException e) {
            return false; // such as February 30
        }
    }

    /** A base URL. */
    public static Validator httpUrl() {
        return validator(
                (key, value) -> {
                    if (URL_WITH_USER.matcher((String) value).find()) {
                        throw bad(
                                key,
                                "Remove the user and password from the URL: the credential belongs in twilio.auth.token or"
                                        + " twilio.api.key.secret. Use a URL such as https://api.twilio.com.");
                    }
                    try {
                        URI uri = new URI((String) value);
                        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                        if (http
                                && uri.getHost() != null
                                && (uri.getPort() == NO_PORT || uri.getPort() >= 1 && uri.getPort() <= MAX_PORT)
                                && uri.getQuery() == null
                                && uri.getFragment() == null) {
                            return;
                        }
                    } catch (URISyntaxException e) {
                        throw bad(key, "Use a URL such as https://api.twilio.com.");
                    }
                    throw bad(
                            key,
                            "Use a URL such as https://api.twilio.com: http or https, a host, a port up to 65535 if any, and no user, query or fragment.");
                },
                "an https URL; http only to this machine, unless allowed");
    }

    private static Validator matching(Pattern pattern, String remedy) {
        return validator(
                (key, value) -> {
                    if (!pattern.matcher((String) value).matches()) {
                        throw bad(key, remedy);
                    }
                },
                pattern.pattern());
    }

    /** The exception for a bad value, which it does not repeat. */
    static ConfigException bad(String key, String message) {
        return new ConfigException("Invalid value for configuration " + key + ": " + message);
    }

    /** Accepts {@code null}: ConfigDef itself reports a required key without a value. */
    private static Validator validator(BiConsumer<String, Object> check, String description) {
        return LambdaValidator.with(
                (key, value) -> {
                    if (value != null) {
                        check.accept(key, value);
                    }
                },
                () -> description);
    }
}

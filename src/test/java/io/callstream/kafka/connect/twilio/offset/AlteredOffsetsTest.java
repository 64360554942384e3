package io.callstream.kafka.connect.twilio.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.WindowId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The random histories test that every offset which the connector writes is accepted. */
class AlteredOffsetsTest {

    private static final String ACCOUNT = "AC" + "0a".repeat(16);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T13:07:11Z"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLLING =
            """
            {"version": 1, "started": "2026-11-01T00:00:00Z", "saved": "2026-11-23T13:00:00Z", "window_depth": "PT15M",
             "date_updated": "2026-11-23T12:59:00Z", "date_updated.PT2H": "2026-11-23T12:30:00Z"}""";
    private static final String SWEEP = ROLLING.replace(
            "}",
            """
            , "sweep_window": "PT2H", "sweep_horizon": "2026-11-23T10:50:00Z", "sweep_started": "2026-11-23T12:50:00Z",
             "page_uri": "/2010-04-01/Accounts/%s/Calls.json?PageToken=PA"}"""
                    .formatted(ACCOUNT));
    private static final String OCTOBER =
            """
            {"version": 1, "started": "2026-11-01T00:00:00Z", "saved": "2026-11-23T13:00:00Z", "done": false,
             "page_uri": "/2010-04-01/Accounts/%s/Calls.json?PageToken=PA"}"""
                    .formatted(ACCOUNT);

    @Test
    void acceptsWhatTheConnectorWrites() {
        assertThatCode(() -> check("rolling", offset(ROLLING))).doesNotThrowAnyException();
        assertThatCode(() -> check("rolling", offset(SWEEP))).doesNotThrowAnyException();
        assertThatCode(() -> check("backfill:2026-10", offset(OCTOBER))).doesNotThrowAnyException();
    }

    /** The times of an offset are Twilio's, with which the worker's clock need not agree to the second. */
    @Test
    void acceptsATimeThatAWorkersSlowClockHasNotReached() {
        Map<String, Object> offset = offset(ROLLING);
        offset.put("saved", "2026-11-23T13:12:11Z");
        assertThatCode(() -> check("rolling", offset)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backfill:all",
                "backfill:older",
                "backfill:2026-10",
                "backfill:2026-10-15",
                "backfill:undated-queued",
                "backfill:undated-canceled-2026-10-15"
            })
    void acceptsEachKindOfWindow(String window) {
        assertThatCode(() -> check(window, offset(OCTOBER))).doesNotThrowAnyException();
    }

    /** The connector would ignore a state of other filters, and the user would not notice. */
    @Test
    void rejectsAStateOfOtherFiltersAndNamesTheExpectedHash() {
        Map<String, String> config = Map.of("filter.to", "+14155550100", "filter.from", " ");
        FilterHash filters = TwilioCallsConfig.filterHash(config);
        Map<String, Object> offset = offset(ROLLING.replace("2026-", "2020-")); // past for every machine's clock
        Map<Map<String, ?>, Map<String, ?>> asked = Map.of(Map.of("account_sid", ACCOUNT, "window", "rolling"), offset);

        assertThatThrownBy(() -> new TwilioCallsSourceConnector().alterOffsets(config, asked))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(filters.text())
                .hasMessageContaining("Invalid 'filters'")
                .hasMessageContaining("; found nothing");

        offset.put("filters", filters.text());
        assertThat(new TwilioCallsSourceConnector().alterOffsets(config, asked)).isTrue();
        assertThat(filters).isNotEqualTo(TwilioCallsConfig.filterHash(Map.of("filter.from", "+14155550100")));
    }

    @Test
    void theConnectorComparesWithItsClock() {
        Map<Map<String, ?>, Map<String, ?>> asked =
                Map.of(Map.of("account_sid", ACCOUNT, "window", "rolling"), offset(ROLLING.replace("2026-", "9026-")));
        assertThatThrownBy(() -> new TwilioCallsSourceConnector().alterOffsets(Map.of(), asked))
                .hasMessageContaining("a time that is not in the future");
    }

    @Test
    void allowsResettingAnyPartition() {
        Map<Map<String, ?>, Map<String, ?>> reset = new HashMap<>();
        reset.put(Map.of("account_sid", ACCOUNT, "window", "backfill:2026-10"), null);
        reset.put(Map.of("of", "another connector"), null);

        assertThat(new TwilioCallsSourceConnector().alterOffsets(Map.of(), reset))
                .isTrue();
        assertThatCode(() -> new TwilioCallsSourceConnector().alterOffsets(Map.of(), Map.of()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            rolling          | version                                   | 2                          | expected version 1
            rolling          | version                                   | "one"                      | a whole number
            rolling          | version                                   | null                       | a whole number
            rolling          | started                                   | "2026-11-23"               | a time such as
            rolling          | saved                                     | 1795462721600              | a string
            rolling          | date_updated                              | "2026-11-23T13:00:01Z"     | a time not after 'saved'
            rolling          | date_updated.PT2H                         | "yesterday"                | a time such as
            rolling          | date_updated.2h                           | "2026-11-23T12:30:00Z"     | a depth such as PT2H
            rolling          | window_depth                              | "15"                       | a duration such as
            rolling          | done                                      | true                       | Unknown key
            rolling          | sweep_window                              | "PT2H"                     | a time such as
            rolling          | unpriced                                  | "???"                      | base64
            rolling          | filters                                   | "to=+14155550100"          | 16 hexadecimal digits
            rolling          | filters                                   | "0123456789abcdef"         | no value, because the connector has no filter
            rolling          | saved                                     | "2027-11-23T13:00:00Z"     | a time that is not in the future
            rolling          | saved                                     | "2026-11-23T13:12:12Z"     | a time that is not in the future
            rolling          | saved                                     | "+1000000000-12-31T23:59:59Z" | a time in the years 0000 to 9999
            rolling          | date_updated                              | "-1000000000-01-01T00:00:00Z" | a time in the years 0000 to 9999
            rolling          | date_updated                              | "1999-12-31T23:59:59Z"     | a time not before 2000-01-01T00:00:00Z
            rolling          | date_updated.PT2H                         | "2026-11-23T13:00:01Z"     | a time not after 'saved'
            rolling          | started                                   | "2026-11-23T13:00:01Z"     | a time not after 'saved'
            rolling          | started                                   | "0001-01-01T00:00:00Z"     | a time not before 2000-01-01T00:00:00Z
            rolling          | window_depth                              | "PT0S"                     | a positive depth
            rolling          | window_depth                              | "PT-15M"                   | a positive depth
            rolling          | window_depth                              | "PT2562047788015215H"      | a positive depth
            rolling          | window_depth                              | "P401D"                    | a depth of at most 400 days
            rolling          | date_updated.PT0S                         | "2026-11-23T12:30:00Z"     | a positive depth
            rolling          | date_updated.P401D                        | "2026-11-23T12:30:00Z"     | a depth of at most 400 days
            rolling          | date_updated.PT10M                        | "2026-11-23T12:30:00Z"     | a depth greater than 'window_depth'
            sweep            | sweep_window                              | "PT-2H"                    | a positive depth
            sweep            | sweep_window                              | "P9999D"                   | a depth of at most 400 days
            sweep            | sweep_started                             | "2026-11-23T13:00:01Z"     | a time not after 'saved'
            sweep            | sweep_horizon                             | "2026-11-23T13:30:00Z"     | a time not after 'saved'
            sweep            | sweep_horizon                             | "+999999999-01-01T00:00:00Z" | a time in the years 0000 to 9999
            backfill:2026-10 | saved                                     | "2027-11-23T13:00:00Z"     | a time that is not in the future
            backfill:2026-10 | started                                   | "2026-11-23T13:00:01Z"     | a time not after 'saved'
            backfill:2026-10 | done                                      | "yes"                      | true or false
            backfill:2026-10 | done                                      | true                       | no value, because the window is done
            backfill:2026-10 | page_uri                                  | "https://example.com/"     | a path that starts with
            backfill:2026-10 | page_url                                  | "/"                        | Unknown key
            backfill:2026-10 | date_updated                              | "2026-11-23T12:30:00Z"     | Unknown key
            """)
    void namesPartitionKeyAndExpectation(String kind, String key, String value, String expected)
            throws JsonProcessingException {
        String window = kind.equals("sweep") ? "rolling" : kind;
        Map<String, Object> offset = offset(
                switch (kind) {
                    case "rolling" -> ROLLING;
                    case "sweep" -> SWEEP;
                    default -> OCTOBER;
                });
        offset.put(key, JSON.readValue(value, Object.class));

        assertThatThrownBy(() -> check(window, offset))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(ACCOUNT)
                .hasMessageContaining(window)
                .hasMessageContaining(
                        key.startsWith("done") && value.equals("true") && !window.equals("rolling")
                                ? "page_uri"
                                : kind.equals("rolling") && key.equals("sweep_window") ? "sweep_" : key)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "AC12, rolling, an account SID",
        "'', rolling, a non-empty string under 'account_sid'",
        "AC0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A, rolling, in lower case",
        "ac0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a, rolling, in lower case",
        "AC0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a, backfill:October, expected a window",
        "AC0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a, backfill:2026-13, expected a window",
        "AC0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a, backfill:2026-02-30, expected a window",
        "AC0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a, backfill:undated-queued-2026-02-30, expected a window",
        "AC0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a, backfill:2026-12, not in the future",
        "AC0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a, backfill:2026-11-24, not in the future",
    })
    void rejectsAnInvalidPartition(String account, String window, String expected) {
        Map<String, String> partition = Map.of("account_sid", account, "window", window);

        assertThatThrownBy(() -> AlteredOffsets.check(Map.of(partition, offset(OCTOBER)), FilterHash.NONE, CLOCK))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(expected);
    }

    /** Connect compares source partitions as serialized bytes, so those of a REST request must be identical. */
    @Test
    void aPartitionOfARestRequestEqualsTheOneOfTheTask() throws JsonProcessingException {
        for (String window : new String[] {"rolling", "backfill:2026-10"}) {
            String written = JSON.writeValueAsString(new SourcePartition(ACCOUNT, new WindowId(window)).toMap());
            for (String request : new String[] {
                "{\"account_sid\": \"%s\", \"window\": \"%s\"}", "{\"window\": \"%2$s\", \"account_sid\": \"%1$s\"}"
            }) {
                Map<String, Object> asked = new HashMap<>(offset(request.formatted(ACCOUNT, window)));
                assertThat(JSON.writeValueAsString(asked)).isEqualTo(written);
            }
        }
    }

    private static void check(String window, Map<String, Object> offset) {
        check(window, offset, FilterHash.NONE);
    }

    private static void check(String window, Map<String, Object> offset, FilterHash filters) {
        AlteredOffsets.check(
                Collections.singletonMap(Map.of("account_sid", ACCOUNT, "window", window), offset), filters, CLOCK);
    }

    private static Map<String, Object> offset(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}

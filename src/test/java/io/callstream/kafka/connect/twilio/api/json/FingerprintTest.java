package io.callstream.kafka.connect.twilio.api.json;

import static io.callstream.kafka.connect.twilio.api.json.Rows.ACCOUNT;
import static io.callstream.kafka.connect.twilio.api.json.Rows.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallField;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    private final PageParser parser = new PageParser(ACCOUNT, false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "absent",
            value = {
                "uri              | \"/2008-08-01/Accounts/AC/Calls/CA.json\"",
                "uri              | absent",
                "api_version      | \"2008-08-01\"",
                "account_sid      | null",
                "from_formatted   | \"+14158675308\"",
                "to_formatted     | absent",
                "subresource_uris | {\"events\": \"/Events.json\", \"siprec\": \"/Siprec.json\"}",
                "subresource_uris | {\"streams\": \"/Streams.json\", \"events\": \"/Events.json\"}",
                "subresource_uris | {\"odd\": [1]}",
                "subresource_uris | null",
                "subresource_uris | \"/Events.json\"",
                "annotation       | \"a note\"",
                "edge             | \"dublin\"",
                "edge             | {\"a\": [1]}",
                "price            | \"-0.03\"",
                "price            | \"-0.030\"",
                "price            | -0.03000000",
                "price            | \"-00.03\"",
                "duration         | 15",
                "duration         | \"015\"",
                "queue_time       | 120",
                "start_time       | \"Tue, 31 Aug 2010 22:36:29 +0200\"",
                "date_updated     | \"Tue, 31 Aug 2010 13:36:44 -0700\"",
            })
    void presentationAloneIsNoChange(String key, String json) throws IOException {
        assertThat(fingerprint(json == null ? Rows.without(key) : Rows.with(key, json)))
                .isEqualTo(fingerprint(Rows.live()));
    }

    @ParameterizedTest
    @CsvSource({"queue_time", "duration"})
    void aCountOfZeroIsTheSameAsNone(String key) throws IOException {
        long none = fingerprint(Rows.without(key));

        assertThat(fingerprint(Rows.with(key, "\"0\""))).isEqualTo(none);
        assertThat(fingerprint(Rows.with(key, "0"))).isEqualTo(none);
        assertThat(fingerprint(Rows.with(key, "null"))).isEqualTo(none);
        assertThat(fingerprint(Rows.with(key, "\"\""))).isEqualTo(none);
    }

    @Test
    void aPriceOfZeroIsNotTheSameAsNone() throws IOException {
        assertThat(fingerprint(Rows.with("price", "\"0.00000\"")))
                .isNotEqualTo(fingerprint(Rows.without("price")))
                .isEqualTo(fingerprint(Rows.with("price", "0")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "duration     | \"15 s\"       | \"16 s\"",
                "duration     | \"15.0\"       | \"16.0\"",
                "date_updated | \"yesterday\"  | \"today\"",
                "price        | \"1e-2\"       | \"1e-3\"",
                "from         | {\"number\":1} | {\"number\":2}",
            })
    void aValueThatCannotBeReadIsStateAsText(String key, String one, String other) throws IOException {
        assertThat(fingerprint(Rows.with(key, one)))
                .isEqualTo(fingerprint(Rows.with(key, one)))
                .isNotEqualTo(fingerprint(Rows.with(key, other)))
                .isNotEqualTo(fingerprint(Rows.without(key)));
        assertThat(fingerprint(Rows.with("duration", "15.0")))
                .as("with and without quotes")
                .isEqualTo(fingerprint(Rows.with("duration", "\"15.0\"")));
    }

    @Test
    void ofAKeyThatARowHasTwiceTheLastValueCounts() throws IOException {
        Call twice = parser.call(
                        stream(Rows.json(Rows.live()).replace("{\"date_u", "{\"status\": \"ringing\", \"date_u")))
                .calls()
                .get(0);

        assertThat(twice.fingerprint()).isEqualTo(fingerprint(Rows.live()));
    }

    /** Two rows have the same fingerprint if and only if they show the same state. */
    @Property(tries = 2000)
    void isThatOfTheState(@ForAll("rows") Map<String, String> one, @ForAll("rows") Map<String, String> other)
            throws IOException {
        Call a = call(one);
        Call b = call(other);

        assertThat(a.fingerprint() == b.fingerprint()).isEqualTo(state(a).equals(state(b)));
    }

    @Property(tries = 300)
    void isAnotherOneWhenTwoValuesAreSwapped(@ForAll String first, @ForAll String second) throws IOException {
        Call.Builder row = Call.builder(Rows.SID).set(CallField.FROM, first).set(CallField.TO, second);
        Call.Builder swapped =
                Call.builder(Rows.SID).set(CallField.FROM, second).set(CallField.TO, first);

        assertThat(Fingerprint.of(row) == Fingerprint.of(swapped)).isEqualTo(first.equals(second));
    }

    /** Of all fields, so that one whose role is forgotten is noticed. */
    @Property(tries = 300)
    void changesWithEachFieldOfStateAlone(@ForAll("rows") Map<String, String> row, @ForAll CallField field)
            throws IOException {
        Call before = call(row);
        Map<String, String> changed = new LinkedHashMap<>(row);
        changed.put(field.key(), field.kind() == CallField.Kind.TEXTS ? "{\"new\": \"/New\"}" : "\"9 new\"");

        assertThat(call(changed).fingerprint() == before.fingerprint()).isEqualTo(!field.isState());
    }

    /**
     * The fingerprint is the same in every JVM and release. If this fails, raise {@link Call#FINGERPRINT_VERSION}: the states
     * of earlier releases get other fingerprints.
     */
    @Test
    void staysTheSameAsLongAsItsVersion() throws IOException {
        assertThat(Call.FINGERPRINT_VERSION).isEqualTo(1);
        assertThat(fingerprint(Rows.live())).isEqualTo(-1234444062469126836L);
        assertThat(fingerprint(Map.of("sid", Rows.quoted(Rows.SID)))).isEqualTo(7594481408873230061L);
    }

    /** Rows that differ in few values, so that many of them show the same state. */
    @Provide
    Arbitrary<Map<String, String>> rows() {
        return Arbitraries.maps(
                        Arbitraries.of(
                                "status", "price", "duration", "date_updated", "from", "queue_time", "uri", "new"),
                        Arbitraries.of(
                                "null",
                                "\"\"",
                                "0",
                                "\"0\"",
                                "\"0.0\"",
                                "\"1\"",
                                "1.0",
                                "\"1.00\"",
                                "\"a\"",
                                "\"A\"",
                                "[1]",
                                "\"Tue, 31 Aug 2010 20:36:29 +0000\"",
                                "\"Tue, 31 Aug 2010 21:36:29 +0100\""))
                .ofMaxSize(2)
                .map(values -> {
                    Map<String, String> row = Rows.live();
                    row.putAll(values);
                    return row;
                });
    }

    /** The values of a call's state, written out: a field that a later version adds is not in it. */
    private static Map<CallField, Object> state(Call call) {
        Map<CallField, Object> state = new EnumMap<>(CallField.class);
        for (CallField field : CallField.values()) {
            String unreadable = call.additionalProperties().get(field.key());
            Object value =
                    call.get(field) == null && unreadable != null ? unreadable.replace("\"", "") : call.get(field);
            boolean none = value == null || value.equals(0) || value.equals(0L);
            if (field.isState() && !none) {
                state.put(field, value instanceof BigDecimal price ? price.stripTrailingZeros() : value);
            }
        }
        return state;
    }

    private long fingerprint(Map<String, String> row) throws IOException {
        return call(row).fingerprint();
    }

    private Call call(Map<String, String> row) throws IOException {
        return parser.page(stream(Rows.page(row))).calls().get(0);
    }
}

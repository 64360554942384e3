package io.callstream.kafka.connect.twilio.api.json;

import static io.callstream.kafka.connect.twilio.api.json.Rows.ACCOUNT;
import static io.callstream.kafka.connect.twilio.api.json.Rows.LIST;
import static io.callstream.kafka.connect.twilio.api.json.Rows.SID;
import static io.callstream.kafka.connect.twilio.api.json.Rows.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.callstream.kafka.connect.twilio.api.json.PageParser.ApiError;
import io.callstream.kafka.connect.twilio.api.json.PageParser.Parsed;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallField;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageParserTest {

    private final PageParser parser = new PageParser(ACCOUNT, false);
    private final PageParser skipping = new PageParser(ACCOUNT, true);

    @Test
    void readsEveryPropertyOfALiveRow() throws IOException {
        assertThat(Rows.live()).hasSize(27);

        Call call = only(Rows.live());

        assertThat(call)
                .usingRecursiveComparison()
                .ignoringFields("fingerprint")
                .isEqualTo(Call.builder(SID)
                        .set(CallField.ACCOUNT_SID, ACCOUNT)
                        .set(CallField.STATUS, "completed")
                        .set(CallField.DIRECTION, "inbound")
                        .set(CallField.FROM, "+14158675308")
                        .set(CallField.FROM_FORMATTED, "(415) 867-5308")
                        .set(CallField.TO, "+14158675309")
                        .set(CallField.TO_FORMATTED, "(415) 867-5309")
                        .set(CallField.FORWARDED_FROM, "+14158675310")
                        .set(CallField.PHONE_NUMBER_SID, "PN" + "b2".repeat(16))
                        .set(CallField.API_VERSION, "2010-04-01")
                        .set(CallField.PRICE_UNIT, "USD")
                        .set(CallField.URI, "/2010-04-01/Accounts/" + ACCOUNT + "/Calls/" + SID + ".json")
                        .set(CallField.DATE_CREATED, Instant.parse("2010-08-31T20:36:28Z"))
                        .set(CallField.DATE_UPDATED, Instant.parse("2010-08-31T20:36:44Z"))
                        .set(CallField.START_TIME, Instant.parse("2010-08-31T20:36:29Z"))
                        .set(CallField.END_TIME, Instant.parse("2010-08-31T20:36:44Z"))
                        .set(CallField.DURATION, 15)
                        .set(CallField.QUEUE_TIME, 120L)
                        .set(CallField.PRICE, new BigDecimal("-0.03000"))
                        .set(CallField.SUBRESOURCE_URIS, Map.of("events", "/Events.json", "streams", "/Streams.json"))
                        .build());
    }

    @Test
    void readsTextsThatLiveRowsLack() throws IOException {
        Map<String, String> row = Rows.live();
        for (String key : new String[] {"caller_name", "answered_by", "parent_call_sid", "group_sid", "trunk_sid"}) {
            row.put(key, Rows.quoted("the " + key));
        }

        Call call = only(row);

        assertThat(call.get(CallField.CALLER_NAME)).isEqualTo("the caller_name");
        assertThat(call.get(CallField.ANSWERED_BY)).isEqualTo("the answered_by");
        assertThat(call.get(CallField.PARENT_CALL_SID)).isEqualTo("the parent_call_sid");
        assertThat(call.get(CallField.GROUP_SID)).isEqualTo("the group_sid");
        assertThat(call.get(CallField.TRUNK_SID)).isEqualTo("the trunk_sid");
    }

    @Test
    void readsNullEmptyAndMissingValuesAlike() throws IOException {
        for (String key : Rows.live().keySet()) {
            if (!key.equals("sid")) {
                Call missing = only(Rows.without(key));
                assertThat(only(Rows.with(key, "null"))).as(key).isEqualTo(missing);
                if (!key.equals("subresource_uris")) {
                    assertThat(only(Rows.with(key, "\"\""))).as(key).isEqualTo(missing);
                }
            }
        }
    }

    @Test
    void givesARowWithOnlyASidItsAccountAndUnknownStatus() throws IOException {
        Call call = only(Map.of("sid", Rows.quoted(SID)));

        assertThat(call.sid()).isEqualTo(SID);
        assertThat(call.accountSid()).isEqualTo(ACCOUNT);
        assertThat(call.status()).isEqualTo("unknown");
        assertThat(call.dateCreated()).isNull();
        assertThat(call.price()).isNull();
        assertThat(call.get(CallField.DURATION)).isNull();
        assertThat(call.get(CallField.SUBRESOURCE_URIS)).isNull();
        assertThat(call.additionalProperties()).isEmpty();
    }

    @Test
    void keepsUnknownKeysAsJson() throws IOException {
        Map<String, String> row = Rows.live();
        row.put("annotation", "\"a \\\"note\\\"\"");
        row.put("score", "0.5");
        row.put("flag", "false");
        row.put("deep", "{\"a\":[1,{\"b\":null}],\"c\":\"\"}");
        row.put("none", "null");
        row.put("empty", "\"\"");

        assertThat(only(row).additionalProperties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "annotation", "\"a \\\"note\\\"\"",
                        "score", "0.5",
                        "flag", "false",
                        "deep", "{\"a\":[1,{\"b\":null}],\"c\":\"\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.12345678901234567890123", "1e999", "-1E-999", "123456789012345678901234567890", "1.50"})
    void keepsNumbersDigitByDigit(String number) throws IOException {
        Map<String, String> row = Rows.live();
        row.put("new_number", number);
        row.put("new_numbers", "[" + number + "]");

        assertThat(only(row).additionalProperties())
                .isEqualTo(Map.of("new_number", number, "new_numbers", "[" + number + "]"));
    }

    @Test
    void readsUnquotedNumbers() throws IOException {
        Map<String, String> row = Rows.live();
        row.put("duration", "15");
        row.put("queue_time", "120");
        row.put("price", "-0.03000");

        assertThat(only(row)).isEqualTo(only(Rows.live()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "date_created | \"2010-08-31T20:36:28Z\"",
                "date_updated | \"yesterday\"",
                "start_time   | 1283286989",
                "end_time     | \"Tue, 31 Feb 2010 20:36:29 +0000\"",
                "duration     | \"15 s\"",
                "duration     | 1.5",
                "duration     | \"2147483648\"",
                "queue_time   | \"99999999999999999999\"",
                "price        | \"free\"",
                "price        | \"1e999999999\"",
                "price        | 1e999999999",
                "price        | true",
                "price        | {\"amount\":[1]}",
                "duration     | [15]",
                "from         | {\"number\":\"+1\"}",
                "subresource_uris | \"/Events.json\"",
            })
    void keepsAnUnreadableValueAsJson(String key, String json) throws IOException {
        Call call = only(Rows.with(key, json));
        Call without = only(Rows.without(key));

        assertThat(call.additionalProperties()).isEqualTo(Map.of(key, json));
        assertThat(call)
                .usingRecursiveComparison()
                .ignoringFields("additionalProperties", "fingerprint")
                .isEqualTo(without);
    }

    @Test
    void keepsAnUnreadableSubresourceUnderItsQualifiedName() throws IOException {
        Call call = only(Rows.with("subresource_uris", "{\"events\": \"/E\", \"odd\": [1], \"none\": null}"));

        assertThat(call.get(CallField.SUBRESOURCE_URIS)).isEqualTo(Map.of("events", "/E"));
        assertThat(call.additionalProperties()).isEqualTo(Map.of("subresource_uris.odd", "[1]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "{\"id\": 1}"})
    void rejectsARowWithoutSidForGood(String sid) {
        String page = Rows.page(Rows.live(), Rows.with("sid", sid));

        assertThatExceptionOfType(MalformedPageException.class)
                .isThrownBy(() -> parser.page(stream(page)))
                .withMessageContaining("position 1")
                .withMessageContaining("malformed.row.mode=skip")
                .matches(MalformedPageException::isFatal);
    }

    @Test
    void skipsAndCountsRowsWithoutSidIfConfigured() throws IOException {
        Parsed parsed = skipping.page(
                stream(Rows.page(Rows.number(1), Rows.without("sid"), Rows.number(2), Rows.with("sid", "null"))));

        assertThat(parsed.calls())
                .extracting(Call::sid)
                .containsExactly("CA%032x".formatted(1), "CA%032x".formatted(2));
        assertThat(parsed.skippedRows()).isEqualTo(2);
    }

    @Test
    void keepsTheOrderOfTheRows() throws IOException {
        Parsed parsed = parser.page(stream(Rows.page(Rows.number(3), Rows.number(1), Rows.number(2))));

        assertThat(parsed.calls())
                .extracting(Call::sid)
                .containsExactly("CA%032x".formatted(3), "CA%032x".formatted(1), "CA%032x".formatted(2));
        assertThat(parsed.skippedRows()).isZero();
    }

    @Test
    void readsCallsAfterTheNextPage() throws IOException {
        Parsed parsed = parser.page(
                stream("{\"next_page_uri\": \"" + LIST + "?Page=1\", \"calls\": " + Rows.calls(Rows.live()) + "}"));

        assertThat(parsed.calls()).hasSize(1);
        assertThat(parsed.next()).contains(new PageCursor(LIST + "?Page=1"));
    }

    @Test
    void readsCallsBeforeTheNextPage() throws IOException {
        Parsed parsed = parser.page(stream(Rows.pageBefore("\"" + LIST + "?Page=1\"", Rows.live())));

        assertThat(parsed.calls()).hasSize(1);
        assertThat(parsed.next()).contains(new PageCursor(LIST + "?Page=1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"calls\": []}",
                "{\"calls\": [], \"next_page_uri\": null}",
                "{\"next_page_uri\": \"\", \"calls\": []}"
            })
    void findsNoNextPageOnTheLastOne(String page) throws IOException {
        assertThat(parser.page(stream(page))).isEqualTo(new Parsed(List.of(), Optional.empty(), 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "[]",
                "\"calls\"",
                "{}",
                "{\"calls\": null}",
                "{\"calls\": {}}",
                "{\"calls\": [null]}",
                "{\"calls\": [[]]}",
                "{\"calls\": [\"CA\"]}",
                "{\"calls\": [], \"next_page_uri\": 7}",
                "{\"calls\": [], \"next_page_uri\": {}}",
                "{\"calls\": []}{\"calls\": []}",
                "{\"calls\": []}</html>",
                "{\"code\": 20429, \"message\": \"Too many requests\"}",
                "<!DOCTYPE html><html><body>Bad gateway</body></html>",
            })
    void rejectsABodyThatIsNoPage(String body) {
        assertThatExceptionOfType(MalformedPageException.class)
                .isThrownBy(() -> parser.page(stream(body)))
                .matches(e -> !e.isFatal());
    }

    /** A second value that is null would end the list silently: the client retries. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"calls\": [], \"next_page_uri\": \"/a\", \"next_page_uri\": null}",
                "{\"next_page_uri\": null, \"calls\": [], \"next_page_uri\": \"/a\"}",
                "{\"next_page_uri\": \"/a\", \"calls\": [], \"next_page_uri\": \"/a\"}",
                "{\"calls\": [], \"calls\": []}",
                "{\"calls\": [{\"sid\": \"CA1\"}], \"next_page_uri\": null, \"calls\": []}",
            })
    void rejectsDuplicateRowsOrNextPage(String page) {
        assertThatExceptionOfType(MalformedPageException.class)
                .isThrownBy(() -> parser.page(stream(page)))
                .withMessageContaining("twice")
                .matches(e -> !e.isFatal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"accounts\": [], \"next_page_uri\": \"/a\", \"next_page_uri\": null}",
                "{\"accounts\": [{\"sid\": \"AC1\"}], \"accounts\": []}",
            })
    void rejectsDuplicateAccountsOrNextPage(String page) {
        assertThatExceptionOfType(MalformedPageException.class)
                .isThrownBy(() -> PageParser.accounts(stream(page)))
                .withMessageContaining("twice")
                .matches(e -> !e.isFatal());
    }

    @Test
    void takesTheLastValueOfADuplicateKey() throws IOException {
        Parsed parsed = parser.page(stream("{\"calls\": [{\"sid\": \"CA1\", \"status\": \"queued\", \"price\": null,"
                + " \"new\": 1, \"status\": \"completed\", \"sid\": \"CA2\", \"price\": \"-0.013\", \"new\": 2}]}"));

        assertThat(parsed.calls()).singleElement().satisfies(call -> {
            assertThat(call.sid()).isEqualTo("CA2");
            assertThat(call.status()).isEqualTo("completed");
            assertThat(call.price()).isEqualTo(new BigDecimal("-0.013"));
            assertThat(call.additionalProperties()).isEqualTo(Map.of("new", "2"));
        });
    }

    @Test
    void rejectsATruncatedPage() {
        Map<String, String> row = Rows.live();
        row.put("extra", "{\"a\": [1, 2]}");
        byte[] whole = Rows.pageBefore("\"" + LIST + "?Page=1\"", row).getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < whole.length; length++) {
            InputStream cut = new ByteArrayInputStream(Arrays.copyOf(whole, length));
            assertThatExceptionOfType(MalformedPageException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> parser.page(cut))
                    .matches(e -> !e.isFatal());
        }
    }

    @Test
    void rejectsExcessiveNesting() {
        String page = Rows.page(Rows.with("deep", "[".repeat(10_000) + "]".repeat(10_000)));

        assertThatExceptionOfType(MalformedPageException.class).isThrownBy(() -> parser.page(stream(page)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000fffe00000000", "fffe0000ffffffff", "0000007b00ffffff", "00000022dddddddd", "7b22ff22"})
    void rejectsInvalidEncodings(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatExceptionOfType(MalformedPageException.class)
                .isThrownBy(() -> parser.page(new ByteArrayInputStream(bytes)))
                .matches(e -> !e.isFatal());
    }

    @Test
    void passesOnAnIOException() {
        InputStream breaking = new SequenceInputStream(stream("{\"calls\": ["), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> parser.page(breaking))
                .withMessage("connection reset");
    }

    @Test
    void readsOneCall() throws IOException {
        Parsed parsed = parser.call(stream(Rows.json(Rows.live())));

        assertThat(parsed.calls()).containsExactly(only(Rows.live()));
        assertThat(parsed.next()).isEmpty();
    }

    @Test
    void rejectsOneCallWithoutSid() {
        assertThatExceptionOfType(MalformedPageException.class)
                .isThrownBy(() -> skipping.call(stream(Rows.json(Rows.without("sid")))))
                .matches(e -> !e.isFatal());
    }

    @Test
    void readsTheCreationDateOfAnAccount() throws IOException {
        assertThat(PageParser.accountCreated(stream("{\"sid\": \"AC\", \"subresource_uris\": {\"date_created\": \"x\"},"
                        + " \"date_created\": \"Tue, 31 Aug 2010 20:36:28 +0000\", \"type\": \"Full\"}")))
                .contains(Instant.parse("2010-08-31T20:36:28Z"));
        assertThat(PageParser.accountCreated(stream("{\"date_created\": null}")))
                .isEmpty();
        assertThat(PageParser.accountCreated(stream("{\"date_created\": {\"a\": 1}}")))
                .isEmpty();
        assertThat(PageParser.accountCreated(stream("{\"date_created\": \"long ago\"}")))
                .isEmpty();
    }

    @Test
    void readsAnErrorResponse() {
        assertThat(PageParser.error(
                        stream("{\"code\": 20003, \"detail\": {\"code\": 1}, \"message\": \"Authenticate\","
                                + " \"status\": 401}"),
                        401))
                .contains(new ApiError(Optional.of("20003"), "Authenticate"));
        assertThat(PageParser.error(stream("{\"message\": \"No\", \"status\": \"403\"}"), 403))
                .as("Twilio sometimes omits the code")
                .contains(new ApiError(Optional.empty(), "No"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"code\": 20003",
                "{\"code\": {}, \"message\": [], \"status\": 404}",
                "{\"message\": \"no Route matched with those values\"}",
                "{\"message\": \"Not Found\", \"status\": 200}",
                "{\"timestamp\": \"2026\", \"status\": 404, \"error\": \"Not Found\"}"
            })
    void readsNothingFromAForeignErrorResponse(String body) {
        assertThat(PageParser.error(stream(body), 404)).isEmpty();
    }

    private Call only(Map<String, String> row) throws IOException {
        Parsed parsed = parser.page(stream(Rows.page(row)));
        assertThat(parsed.calls()).hasSize(1);
        return parsed.calls().get(0);
    }
}

package io.callstream.kafka.connect.twilio.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PageParserPropertiesTest {

    private final PageParser parser = new PageParser(Rows.ACCOUNT, false);

    @Property(tries = 300)
    void readsTheSameCallInAnyKeyOrder(@ForAll("rows") Map<String, String> row, @ForAll Random random)
            throws IOException {
        Call shuffled = read(shuffle(row, random));
        Call call = read(row);

        assertThat(shuffled).isEqualTo(call);
        assertThat(shuffled.fingerprint()).isEqualTo(call.fingerprint());
    }

    @Property(tries = 2000)
    void rejectsRandomBytes(@ForAll @Size(max = 64) byte[] bytes) throws IOException {
        assertThat(isPage(bytes)).isFalse();
    }

    @Property(tries = 2000)
    void rejectsRandomBytesAfterAJsonStart(
            @ForAll("charsets") Charset charset,
            @ForAll("beginnings") String beginning,
            @ForAll @Size(max = 64) byte[] rest)
            throws IOException {
        byte[] head = beginning.getBytes(charset);
        byte[] bytes = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, bytes, head.length, rest.length);

        isPage(bytes);
    }

    @Property(tries = 1000)
    void readsOrRejectsAPageWithChangedBytes(@ForAll @IntRange(min = 1, max = 5) int changes, @ForAll Random random)
            throws IOException {
        byte[] bytes = Rows.page(Rows.live(), Rows.with("extra", "{\"a\": [1, -2.5e3, \"\\u00e9\"]}"))
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }

        isPage(bytes);
    }

    @Provide
    Arbitrary<Map<String, String>> rows() {
        Arbitrary<Map<String, String>> extras = Arbitraries.maps(
                        Arbitraries.strings()
                                .alpha()
                                .ofMinLength(1)
                                .ofMaxLength(8)
                                .map(name -> "new_" + name),
                        values())
                .ofMaxSize(4);
        Arbitrary<Map<String, String>> replaced = Arbitraries.maps(
                        Arbitraries.of(Rows.live().keySet()).filter(key -> !key.equals("sid")), values())
                .ofMaxSize(6);
        return Combinators.combine(extras, replaced).as((extra, other) -> {
            Map<String, String> row = Rows.live();
            row.putAll(other);
            row.putAll(extra);
            return row;
        });
    }

    /** JSON texts of the values of a row, none of them empty. */
    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .withChars('+', '-', ' ', '\u00e9', '\u20ac')
                        .ofMinLength(1)
                        .ofMaxLength(12)
                        .map(Rows::quoted),
                Arbitraries.longs().map(Object::toString),
                Arbitraries.longs().map(number -> Rows.quoted(number.toString())),
                Arbitraries.bigDecimals().map(Object::toString),
                Arbitraries.of("null", "true", "false", "[1]", "[[]]"));
    }

    @Provide
    Arbitrary<Charset> charsets() {
        return Arbitraries.of("UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE")
                .map(Charset::forName);
    }

    @Provide
    Arbitrary<String> beginnings() {
        return Arbitraries.of(
                "",
                "\ufeff",
                "{",
                "{\"calls\": [",
                "{\"calls\": [{\"sid\": \"",
                "{\"calls\": [{\"x\": [",
                "{\"calls\": [], \"next_page_uri\": ",
                "{\"calls\": [{\"price\": 1");
    }

    private boolean isPage(byte[] bytes) throws IOException {
        try {
            parser.page(new ByteArrayInputStream(bytes));
            return true;
        } catch (MalformedPageException e) {
            return false;
        }
    }

    private Call read(Map<String, String> row) throws IOException {
        return parser.page(Rows.stream(Rows.page(row))).calls().get(0);
    }

    private static Map<String, String> shuffle(Map<String, String> row, Random random) {
        List<String> keys = new ArrayList<>(row.keySet());
        Collections.shuffle(keys, random);
        Map<String, String> shuffled = new LinkedHashMap<>();
        keys.forEach(key -> shuffled.put(key, row.get(key)));
        return shuffled;
    }
}

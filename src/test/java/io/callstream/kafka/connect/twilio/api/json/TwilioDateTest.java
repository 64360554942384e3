package io.callstream.kafka.connect.twilio.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioDateTest {

    private static final String DATE = "Tue, 31 Aug 2010 20:36:29 +0000";
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

    /** From 1970 to the year 9998, so that every offset gives a year of four digits. */
    @Property
    void readsFormattedDates(
            @ForAll @LongRange(min = 0, max = 253_370_764_800L) long second,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
        Instant instant = Instant.ofEpochSecond(second);
        String text = RFC_2822.format(instant.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60)));

        assertThat(TwilioDate.parse(text)).as(text).contains(instant);
    }

    @Property
    void rejectsAnyOtherText(@ForAll @StringLength(max = 40) String text) {
        assertThat(TwilioDate.parse(text)).isEmpty();
    }

    /** From the comma on: the parser ignores the name of the day. */
    @Property
    void rejectsAForeignCharacterAnywhere(
            @ForAll @IntRange(min = 3, max = 30) int position,
            @ForAll @CharRange(from = '\u0080', to = '\uffff') char foreign) {
        StringBuilder text = new StringBuilder(DATE);
        text.setCharAt(position, foreign);

        assertThat(TwilioDate.parse(text.toString())).isEmpty();
    }

    @Property
    void rejectsOtherTextOfTheSameLength(@ForAll @StringLength(31) @CharRange(from = ' ', to = '~') String text) {
        assertThat(TwilioDate.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "2010-08-31T20:36:29Z",
                "Tue, 31 Aug 2010 20:36:29 GMT",
                "Tue, 31 Aug 2010 20:36:29",
                "Tue, 31 Aug 2010 20:36:29 +00000",
                "Tue, 31 aug 2010 20:36:29 +0000",
                "Tue, 31 ugS 2010 20:36:29 +0000",
                "Tue, 31 Xxx 2010 20:36:29 +0000",
                "Tue, 00 Aug 2010 20:36:29 +0000",
                "Tue, 32 Aug 2010 20:36:29 +0000",
                "Tue, 31 Feb 2010 20:36:29 +0000",
                "Tue, 29 Feb 2011 20:36:29 +0000",
                "Tue, -1 Aug 2010 20:36:29 +0000",
                "Tue, 31 Aug 2010 24:36:29 +0000",
                "Tue, 31 Aug 2010 20:60:29 +0000",
                "Tue, 31 Aug 2010 20:36:61 +0000",
                "Tue, 31 Aug 2010 20:36:29 *0000",
                "Tue, 31 Aug 2010 20:36:29 +1900",
                "Tue, 31 Aug 2010 20:36:29 +0060",
                "Wed, 31 Dec 1969 23:59:59 +0000",
                "Thu, 01 Jan 1970 00:59:59 +0100",
                "Fri, 31 Dec 9999 23:59:59 -0100",
                "Mon, 01 Jan 0001 00:00:00 +0000",
                "Tue, 31 Aug \u0662\u0660\u0661\u0660 20:36:29 +0000",
            })
    void rejectsGarbage(String text) {
        assertThat(TwilioDate.parse(text)).isEmpty();
    }

    @Test
    void readsTheFirstAndTheLastSecond() {
        assertThat(TwilioDate.parse("Wed, 31 Dec 1969 23:00:00 -0100")).contains(Instant.EPOCH);
        assertThat(TwilioDate.parse("Fri, 31 Dec 9999 23:59:59 +0000")).contains(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @Test
    void readsTheLeapDayAndTheLeapSecond() {
        assertThat(TwilioDate.parse("Wed, 29 Feb 2012 00:00:00 +0000")).contains(Instant.parse("2012-02-29T00:00:00Z"));
        assertThat(TwilioDate.parse("Sat, 31 Dec 2016 23:59:60 +0000")).contains(Instant.parse("2017-01-01T00:00:00Z"));
    }
}

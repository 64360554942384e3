package io.callstream.kafka.connect.twilio.simulator.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** The simulator's own date format gives the same texts as the JDK's. */
class CallJsonTest {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Property
    void writesDates(@ForAll @LongRange(min = 0, max = 4_102_444_800L) long second) {
        Instant time = Instant.ofEpochSecond(second);
        assertThat(CallJson.date(time)).isEqualTo(DATE.format(time));
    }
}

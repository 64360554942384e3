package io.callstream.kafka.connect.twilio.preview.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"PT0.2S,1 s", "PT119S,119 s", "PT120S,2 min", "PT119M,119 min", "PT2H,2 h", "PT71H,71 h", "PT72H,3 days"
    })
    void choosesAUnitThatKeepsTheNumberSmall(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }
}
